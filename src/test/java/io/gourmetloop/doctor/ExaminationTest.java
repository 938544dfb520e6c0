package io.gourmetloop.doctor;

import static io.gourmetloop.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.doctor.Examination.Result;
import io.gourmetloop.doctor.Finding.Verdict;
import io.vertx.core.Future;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExaminationTest {
    private record Needing(String name, List<String> needs, Future<Finding> run) implements Check {}

    @Test
    void what_builds_on_a_fault_is_skipped_and_the_rest_goes_on() {
        List<Result> results = await(Examination.of(List.of(
                new StatedCheck("ground", Finding.failed("it shakes", "hold it")),
                new Needing("wall", List.of("ground"), Future.succeededFuture(Finding.ok("straight"))),
                new Needing("roof", List.of("wall"), Future.succeededFuture(Finding.ok("tight"))),
                new StatedCheck("tree", Finding.ok("green")))));

        assertThat(results)
                .extracting(result -> result.finding().verdict())
                .containsExactly(Verdict.FAILED, Verdict.SKIPPED, Verdict.SKIPPED, Verdict.OK);
        assertThat(results.get(1).finding().told()).contains("'ground'");
        assertThat(Examination.isHealthy(results)).isFalse();
    }

    @Test
    void a_warning_bears_and_does_not_make_unhealthy() {
        List<Result> results = await(Examination.of(List.of(
                new StatedCheck("ground", Finding.warning("wet", "drain it")),
                new StatedCheck("pool", Finding.notUsed("none")),
                new Needing("wall", List.of("ground"), Future.succeededFuture(Finding.ok("straight"))))));

        assertThat(results)
                .extracting(result -> result.finding().verdict())
                .containsExactly(Verdict.WARNING, Verdict.NOT_USED, Verdict.OK);
        assertThat(Examination.isHealthy(results)).isTrue();
    }

    @Test
    void a_check_that_fails_by_itself_is_a_finding() {
        Check broken = new Needing("ground", List.of(), Future.failedFuture("the spade broke"));

        Result result = await(Examination.of(List.of(broken))).get(0);

        assertThat(result.finding()).isEqualTo(Finding.failed("the spade broke", "see the logs of both sides"));
    }
}
