package io.gourmetloop.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Browserless.Answer;
import io.gourmetloop.testing.RunningApp;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** The port of operators. */
class ManagementApiTest {
    private final RunningApp app = RunningApp.shared();
    private final Browserless operator = new Browserless(app.managementAddress());

    @Test
    void metrics_are_in_the_format_of_prometheus() {
        Answer metrics = operator.get("/ops/metrics");

        assertThat(metrics.header("Content-Type")).startsWith("text/plain; version=0.0.4");
        assertThat(metrics.body()).contains("# TYPE jvm_memory_used_bytes gauge", "vertx_http_server_");
    }

    @Test
    void the_level_of_the_log_changes_while_the_server_runs() {
        assertThat(operator.put("/ops/loggers/io.gourmetloop.web.Nobody/debug", new JsonObject())
                        .status())
                .isEqualTo(204);
        ProblemAssert.that(operator.put("/ops/loggers/io.gourmetloop/loud", new JsonObject()), 422, "INVALID_VALUE");
    }

    @Test
    void what_is_not_there_is_a_problem_like_any_other() {
        ProblemAssert.that(operator.get("/api/v1/predictions"), 404, "NOT_FOUND");
        ProblemAssert.that(operator.post("/ops/metrics"), 405, "METHOD_NOT_ALLOWED");
    }
}
