package io.gourmetloop.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.doctor.Finding.Verdict;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a check is expected to find. */
final class FindingAssert {
    private static final int PATIENCE_SECONDS = 90;

    private FindingAssert() {}

    static void ok(Check check, String told) {
        Finding finding = found(check);
        assertThat(finding.verdict()).as(finding.toString()).isEqualTo(Verdict.OK);
        assertThat(finding.told()).contains(told);
        assertThat(finding.remedy()).isEmpty();
    }

    static void failed(Check check, String told, String remedy) {
        found(Verdict.FAILED, check, told, remedy);
    }

    static void found(Verdict verdict, Check check, String told, String remedy) {
        Finding finding = found(check);
        assertThat(finding.verdict()).as(finding.toString()).isEqualTo(verdict);
        assertThat(finding.told()).contains(told);
        assertThat(finding.remedy()).contains(remedy);
    }

    /** Some checks give up by themselves only after a while. */
    private static Finding found(Check check) {
        try {
            return check.run().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(check.name() + " found nothing within " + PATIENCE_SECONDS + " s", e);
        }
    }
}
