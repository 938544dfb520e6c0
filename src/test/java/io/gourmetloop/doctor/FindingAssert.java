package io.gourmetloop.doctor;

import static io.gourmetloop.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.doctor.Finding.Verdict;

/** What a check is expected to find. */
final class FindingAssert {
    private FindingAssert() {}

    static void ok(Check check, String told) {
        Finding finding = await(check.run());
        assertThat(finding.verdict()).as(finding.toString()).isEqualTo(Verdict.OK);
        assertThat(finding.told()).contains(told);
        assertThat(finding.remedy()).isEmpty();
    }

    static void failed(Check check, String told, String remedy) {
        found(Verdict.FAILED, check, told, remedy);
    }

    static void found(Verdict verdict, Check check, String told, String remedy) {
        Finding finding = await(check.run());
        assertThat(finding.verdict()).as(finding.toString()).isEqualTo(verdict);
        assertThat(finding.told()).contains(told);
        assertThat(finding.remedy()).contains(remedy);
    }
}
