package io.gourmetloop.platform.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An amount of bytes: {@code 20MB}, {@code 512 KiB}. kB, MB and GB count in thousands, KiB, MiB and GiB in 1024s. */
public record Bytes(long count) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,12}) ?(B|kB|MB|GB|KiB|MiB|GiB)");

    public Bytes {
        Check.that(count >= 0, "A size cannot be negative");
    }

    public static Bytes parse(String text) {
        Matcher match = FORM.matcher(text.strip());
        Check.that(match.matches(), "a size looks like 20MB or 512KiB");
        return new Bytes(Math.multiplyExact(Long.parseLong(match.group(1)), unit(match.group(2))));
    }

    private static long unit(String name) {
        long step = name.endsWith("iB") ? 1024 : 1000;
        return switch (name.substring(0, 1).toLowerCase(Locale.ROOT)) {
            case "k" -> step;
            case "m" -> step * step;
            case "g" -> step * step * step;
            default -> 1;
        };
    }

    @Override
    public String toString() {
        return count % 1_000_000 == 0 && count > 0 ? count / 1_000_000 + "MB" : count + "B";
    }
}
