package io.gourmetloop.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Browserless.Answer;
import io.gourmetloop.testing.Pictures;
import io.gourmetloop.testing.RunningApp;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PredictionApiTest {
    private final RunningApp app = RunningApp.shared();
    private final Browserless user = new Browserless(app.address());

    @Test
    void a_photo_is_answered_with_its_class() {
        JsonObject answer = upload(1).json();

        JsonObject probabilities = answer.getJsonObject("probabilities");
        double[] values = probabilities.stream()
                .mapToDouble(each -> (Double) each.getValue())
                .toArray();
        assertThat(Arrays.stream(values).sum()).isCloseTo(1, within(1e-4));
        assertThat(answer.getDouble("confidence"))
                .isEqualTo(Arrays.stream(values).max().orElseThrow());
        assertThat(probabilities.getDouble(answer.getString("prediction"))).isEqualTo(answer.getDouble("confidence"));
        assertThat(answer.getString("model_version")).isEqualTo("v1");
        assertThat(user.get(answer.getString("image_url")).status()).isEqualTo(200);
    }

    @Test
    void a_raw_body_and_a_form_are_the_same_to_it() {
        byte[] photo = Pictures.jpeg(2, 300, 200);

        JsonObject raw = user.post("/api/v1/predictions", "image/jpeg", photo).json();
        JsonObject form = user.upload("/api/v1/predictions", "dish.jpg", photo).json();

        assertThat(form.getJsonObject("probabilities")).isEqualTo(raw.getJsonObject("probabilities"));
        assertThat(form.getString("prediction_id")).isNotEqualTo(raw.getString("prediction_id"));
    }

    @Test
    void the_classic_route_answers_with_the_classic_fields() {
        Answer answer = user.upload("/predict", "dish.jpg", Pictures.jpeg(3, 300, 200));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().fieldNames())
                .containsExactlyInAnyOrder("prediction", "confidence", "model_version", "prediction_id");
    }

    @Test
    void the_same_idempotency_key_gets_the_same_answer() {
        byte[] photo = Pictures.jpeg(4, 300, 200);
        String first = upload(5).json().getString("prediction_id");
        user.with("Idempotency-Key", "photo-4");

        String once =
                user.upload("/api/v1/predictions", "dish.jpg", photo).json().getString("prediction_id");
        String twice =
                user.upload("/api/v1/predictions", "dish.jpg", photo).json().getString("prediction_id");
        Answer other = user.upload("/api/v1/predictions", "dish.jpg", Pictures.jpeg(6, 300, 200));

        assertThat(twice).isEqualTo(once).isNotEqualTo(first);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().getString("code")).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(mine()).isEqualTo(2);
    }

    @Test
    void what_is_no_photo_is_refused_and_leaves_nothing() {
        upload(7);
        byte[] text = "This is not a photo, whatever its name says.".getBytes(StandardCharsets.UTF_8);
        byte[] photo = Pictures.jpeg(8, 300, 200);

        assertRefused(user.upload("/api/v1/predictions", "dish.jpg", new byte[0]), 400, "EMPTY_BODY");
        assertRefused(user.upload("/api/v1/predictions", "dish.jpg", text), 415, "UNSUPPORTED_FORMAT");
        assertRefused(user.post("/api/v1/predictions", "text/plain", text), 415, "UNSUPPORTED_FORMAT");
        assertRefused(
                user.upload("/api/v1/predictions", "dish.jpg", Arrays.copyOf(photo, photo.length / 2)),
                422,
                "IMAGE_UNREADABLE");
        assertRefused(user.upload("/api/v1/predictions", "dish.jpg", new byte[26_000_000]), 413, "BODY_TOO_LARGE");
        assertThat(mine()).isEqualTo(1);
    }

    @Test
    void a_session_sees_only_what_is_its_own() {
        JsonObject answer = upload(9).json();
        Browserless stranger = new Browserless(app.address());
        String id = answer.getString("prediction_id");

        assertThat(stranger.get("/api/v1/predictions/" + id).status()).isEqualTo(404);
        assertThat(stranger.get(answer.getString("image_url")).status()).isEqualTo(404);
        assertThat(stranger.post("/api/v1/feedback", new JsonObject().put("prediction_id", id))
                        .status())
                .isEqualTo(404);
        assertThat(user.get("/api/v1/predictions/" + id).json().containsKey("ledger"))
                .isFalse();
        assertThat(app.admin().get("/api/v1/predictions/" + id).json().getJsonArray("ledger"))
                .isNotEmpty();
    }

    @Test
    void a_list_goes_on_where_its_page_ended() {
        for (int seed = 20; seed < 25; seed++) {
            upload(seed);
        }

        JsonObject first = user.get("/api/v1/predictions?limit=3").json();
        JsonObject second = user.get("/api/v1/predictions?limit=3&cursor=" + first.getString("next_cursor"))
                .json();

        assertThat(first.getJsonArray("predictions")).hasSize(3);
        assertThat(second.getJsonArray("predictions")).hasSize(2);
        assertThat(second.getString("next_cursor")).isNull();
        assertThat(first.getJsonArray("predictions").getJsonObject(0).getString("created_at"))
                .isGreaterThan(
                        second.getJsonArray("predictions").getJsonObject(0).getString("created_at"));
    }

    @Test
    void three_ways_to_answer_have_three_verdicts() {
        JsonObject answer = upload(10).json();
        String id = answer.getString("prediction_id");
        String other = answer.getString("prediction").equals("Bibimbap") ? "Baklava" : "Bibimbap";

        assertThat(verdict(id, null)).isEqualTo("FLAGGED");
        assertThat(verdict(id, answer.getString("prediction"))).isEqualTo("CONFIRMED");
        assertThat(verdict(id, other)).isEqualTo("CORRECTED");
        Answer unknown = user.post(
                "/api/v1/feedback", new JsonObject().put("prediction_id", id).put("human_label", "Pizza"));
        assertRefused(unknown, 422, "UNKNOWN_LABEL");
        assertThat(unknown.body()).contains("Bibimbap");
        JsonObject coin = app.admin().get("/api/v1/predictions/" + id).json().getJsonArray("ledger").stream()
                .map(JsonObject.class::cast)
                .filter(row -> row.getString("stream").equals("user_feedback"))
                .findFirst()
                .orElseThrow();
        assertThat(coin.getBoolean("chosen")).isTrue();
    }

    @Test
    void a_request_that_breaks_the_contract_is_told_how() {
        assertRefused(user.get("/api/v1/predictions?limit=9999"), 400, "INVALID_REQUEST");
        assertRefused(user.get("/api/v1/predictions?min_confidence=much"), 400, "INVALID_REQUEST");
        assertRefused(user.get("/api/v1/nothing"), 404, "NOT_FOUND");
        assertRefused(user.post("/api/v1/feedback", new JsonObject().put("id", 1)), 400, "INVALID_REQUEST");
        assertRefused(user.get("/api/v1/predictions/no-such-id"), 404, "NOT_FOUND");
    }

    private String verdict(String id, @Nullable String label) {
        JsonObject feedback = new JsonObject().put("prediction_id", id).put("human_label", label);
        return user.post("/api/v1/feedback", feedback).json().getString("verdict");
    }

    @CanIgnoreReturnValue
    private Answer upload(int seed) {
        Answer answer = user.upload("/api/v1/predictions", "dish.jpg", Pictures.jpeg(seed, 300, 200));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private int mine() {
        return user.get("/api/v1/predictions?limit=200")
                .json()
                .getJsonArray("predictions")
                .size();
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().getString("code")).isEqualTo(code);
        assertThat(answer.json().getString("detail")).isNotBlank();
        assertThat(answer.json().getString("request_id")).isEqualTo(answer.header("X-Request-Id"));
    }
}
