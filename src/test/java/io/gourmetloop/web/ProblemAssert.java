package io.gourmetloop.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.testing.Browserless.Answer;
import io.vertx.core.json.JsonObject;

/** A refusal as RFC 9457 and the contract want it. */
final class ProblemAssert {
    private ProblemAssert() {}

    static void that(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        JsonObject problem = answer.json();
        assertThat(problem.fieldNames())
                .containsExactlyInAnyOrder("type", "title", "status", "code", "detail", "request_id");
        assertThat(problem.getInteger("status")).isEqualTo(status);
        assertThat(problem.getString("code")).isEqualTo(code);
        assertThat(problem.getString("detail")).isNotBlank();
        assertThat(problem.getString("request_id")).isEqualTo(answer.header("X-Request-Id"));
    }
}
