package io.gourmetloop.doctor;

import io.gourmetloop.domain.Failure;
import java.util.Locale;

/** What a check found: {@code told} in a line, and what to do about it, blank where nothing is to be done. */
public record Finding(Verdict verdict, String told, String remedy) {
    /** How it stands. */
    public enum Verdict {
        OK,
        /** It works, but may not for long, or was never seen to. */
        WARNING,
        FAILED,
        /** Not to be told, for another check failed. */
        SKIPPED,
        /** The settings do without it. */
        NOT_USED;

        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        /** Whether others can build on it. */
        boolean bears() {
            return this == OK || this == WARNING;
        }
    }

    public static Finding ok(String told) {
        return new Finding(Verdict.OK, told, "");
    }

    public static Finding warning(String told, String remedy) {
        return new Finding(Verdict.WARNING, told, remedy);
    }

    public static Finding failed(String told, String remedy) {
        return new Finding(Verdict.FAILED, told, remedy);
    }

    public static Finding skipped(String told) {
        return new Finding(Verdict.SKIPPED, told, "");
    }

    public static Finding notUsed(String told) {
        return new Finding(Verdict.NOT_USED, told, "");
    }

    /** What went wrong, without the advice that failures give behind a semicolon, and with the cause where it says more. */
    static String reason(Throwable error) {
        String said = String.valueOf(error.getMessage());
        if (!(error instanceof Failure)) {
            return error.getMessage() == null ? error.getClass().getSimpleName() : said;
        }
        int advice = said.indexOf("; ");
        String told = advice < 0 ? said : said.substring(0, advice);
        Throwable cause = error.getCause();
        String more = cause == null ? null : cause.getMessage();
        return more == null || told.contains(more)
                ? told
                : told + " (" + more.lines().findFirst().orElse("") + ")";
    }
}
