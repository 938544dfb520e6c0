package io.gourmetloop.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Browserless.Answer;
import io.gourmetloop.testing.Pictures;
import io.gourmetloop.testing.RunningApp;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What probes and programs of the classic service ask; {@code ReadinessIT} takes the dependencies away. */
class HealthApiTest {
    private final RunningApp app = RunningApp.shared();
    private final Browserless anybody = new Browserless(app.address());

    @Test
    void both_ports_tell_how_the_server_is() {
        for (URI port : List.of(app.address(), app.managementAddress())) {
            Browserless probe = new Browserless(port);

            JsonObject health = probe.get("/health").json();
            JsonObject ready = probe.get("/ready").json();

            assertThat(health)
                    .isEqualTo(new JsonObject()
                            .put("status", "ok")
                            .put("model_loaded", true)
                            .put("current_version", "v1"));
            assertThat(probe.get("/live").json()).isEqualTo(new JsonObject().put("status", "ok"));
            assertThat(ready.getString("status")).isEqualTo("ready");
            assertThat(ready.getJsonObject("dependencies").fieldNames())
                    .containsExactly("database", "storage", "model");
        }
    }

    @Test
    void a_probe_is_answered_whoever_asks_and_gets_no_session() {
        Answer live =
                anybody.with("Authorization", "Bearer gl_" + "x".repeat(43)).get("/live");

        assertThat(live.status()).isEqualTo(200);
        assertThat(live.response().headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void the_serving_version_is_that_of_the_next_prediction() {
        JsonObject version = anybody.get("/model/version").json();

        assertThat(version).isEqualTo(new JsonObject().put("version", "v1").put("version_number", 1));
        assertThat(anybody.post("/api/v1/predictions", "image/jpeg", Pictures.jpeg(71, 64, 48))
                        .json()
                        .getString("model_version"))
                .isEqualTo("v1");
    }

    @Test
    void the_classes_are_those_of_the_answers() {
        JsonObject probabilities = anybody.post("/api/v1/predictions", "image/jpeg", Pictures.jpeg(72, 64, 48))
                .json()
                .getJsonObject("probabilities");

        assertThat(anybody.get("/api/classes").json().getJsonArray("classes"))
                .containsExactlyElementsOf(probabilities.fieldNames());
    }
}
