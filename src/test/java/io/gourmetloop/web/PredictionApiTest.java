package io.gourmetloop.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Browserless.Answer;
import io.gourmetloop.testing.Caller;
import io.gourmetloop.testing.Pictures;
import io.gourmetloop.testing.RunningApp;
import io.gourmetloop.testing.Together;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Photo in, class out. */
class PredictionApiTest {
    private static final String PATH = "/api/v1/predictions";
    private static final String PHOTO_PART =
            "Content-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n";
    /** A picture of 1 × 1 pixel. */
    private static final byte[] WEBP = Base64.getDecoder().decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");

    private final RunningApp app = RunningApp.shared();
    private final Browserless user = new Browserless(app.address());

    @Test
    void a_photo_is_answered_with_its_class() {
        JsonObject answer = upload(1).json();

        assertThat(answer.fieldNames())
                .containsExactlyInAnyOrder(
                        "prediction_id",
                        "prediction",
                        "confidence",
                        "probabilities",
                        "entropy",
                        "margin",
                        "model_version",
                        "image_url",
                        "created_at");
        JsonObject probabilities = answer.getJsonObject("probabilities");
        double[] values = probabilities.stream()
                .mapToDouble(each -> (Double) each.getValue())
                .sorted()
                .toArray();
        double best = values[values.length - 1];
        assertThat(Arrays.stream(values).sum()).isCloseTo(1, within(1e-4));
        assertThat(answer.getDouble("confidence")).isEqualTo(best);
        assertThat(probabilities.getDouble(answer.getString("prediction"))).isEqualTo(best);
        assertThat(answer.getDouble("margin")).isCloseTo(best - values[values.length - 2], within(1e-9));
        assertThat(answer.getDouble("entropy"))
                .isCloseTo(-Arrays.stream(values).map(p -> p * Math.log(p)).sum(), within(1e-6));
        assertThat(user.get(answer.getString("image_url")).status()).isEqualTo(200);
    }

    @Test
    void a_raw_body_and_a_form_are_the_same_to_it() {
        byte[] photo = Pictures.jpeg(2, 300, 200);

        JsonObject raw = user.post(PATH, "image/jpeg", photo).json();
        JsonObject form = user.upload(PATH, "dish.jpg", photo).json();

        assertThat(form.getJsonObject("probabilities")).isEqualTo(raw.getJsonObject("probabilities"));
        assertThat(form.getString("prediction_id")).isNotEqualTo(raw.getString("prediction_id"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "image/jpg",
                "image/pjpeg",
                "image/png",
                "application/octet-stream",
                "*/*",
                "text/plain",
                "application/json"
            })
    void the_bytes_tell_what_a_raw_body_is_whatever_it_is_called(String type) {
        byte[] photo = Pictures.jpeg(2, 300, 200);

        Answer answer = user.post(PATH, type, photo);
        Answer classic = user.post("/predict", type, photo);
        Answer withKey = user.with("Idempotency-Key", "type " + type).post(PATH, type, photo);

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(withKey.status()).as(withKey.body()).isEqualTo(201);
        assertThat(classic.status()).as(classic.body()).isEqualTo(200);
    }

    @Test
    void a_part_without_a_file_name_is_a_photo_too() {
        Answer answer = form("Content-Disposition: form-data; name=file\r\n\r\n", Pictures.jpeg(2, 300, 200));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().getJsonObject("probabilities"))
                .isEqualTo(upload(2).json().getJsonObject("probabilities"));
    }

    @Test
    void other_fields_of_a_form_are_skipped_up_to_a_megabyte() {
        byte[] photo = Pictures.jpeg(2, 300, 200);

        Answer skipped = form(otherField(900_000) + PHOTO_PART, photo);
        Answer tooMuch = form(otherField(26_000_000) + PHOTO_PART, photo);

        assertThat(skipped.status()).as(skipped.body()).isEqualTo(201);
        ProblemAssert.that(tooMuch, 413, "BODY_TOO_LARGE");
    }

    private static String otherField(int size) {
        return "Content-Disposition: form-data; name=\"note\"\r\n\r\n" + "n".repeat(size) + "\r\n--x\r\n";
    }

    private Answer form(String before, byte[] photo) {
        byte[] body = Buffer.buffer()
                .appendString("--x\r\n" + before)
                .appendBytes(photo)
                .appendString("\r\n--x--\r\n")
                .getBytes();
        return user.post(PATH, "multipart/form-data; boundary=x", body);
    }

    @Test
    void who_asks_first_hears_a_refusal_alone_and_goes_on_otherwise() throws IOException {
        byte[] photo = Pictures.jpeg(2, 300, 200);
        try (Caller large = new Caller(app.address())) {
            assertThat(large.sayHead(asking(30_000_000)).listen())
                    .startsWith("HTTP/1.1 413")
                    .contains("BODY_TOO_LARGE");
        }
        try (Caller fine = new Caller(app.address())) {
            assertThat(fine.sayHead(asking(photo.length)).firstWords()).startsWith("HTTP/1.1 100");
            assertThat(fine.say(photo).listen()).contains("HTTP/1.1 201", "prediction_id");
        }
    }

    private static String[] asking(int length) {
        return new String[] {
            "POST /api/v1/predictions HTTP/1.1",
            "Host: localhost",
            "Content-Type: image/jpeg",
            "Expect: 100-continue",
            "Connection: close",
            "Content-Length: " + length
        };
    }

    @Test
    void all_three_formats_are_answered_and_kept_as_what_they_are() {
        byte[] png = Pictures.encode(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png");

        assertThat(typeOfPhoto(user.post(PATH, "image/png", png))).isEqualTo("image/png");
        assertThat(typeOfPhoto(user.post(PATH, "image/webp", WEBP))).isEqualTo("image/webp");
        assertThat(typeOfPhoto(user.post(PATH, "image/jpeg", Pictures.jpeg(3, 64, 48))))
                .isEqualTo("image/jpeg");
        assertThat(typeOfPhoto(user.post(PATH, "image/jpeg", png)))
                .as("the bytes count, not the header")
                .isEqualTo("image/png");
    }

    private String typeOfPhoto(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return user.get(answer.json().getString("image_url")).header("Content-Type");
    }

    @Test
    void a_page_gets_a_fragment_to_put_in() {
        Browserless page = new Browserless(app.address()).with("Accept", "text/html");

        Answer answer = page.upload(PATH, "dish.jpg", Pictures.jpeg(4, 300, 200));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        String id = answer.header("Location").replaceFirst(".*/", "");
        assertThat(answer.body())
                .startsWith("<article")
                .contains("data-prediction-id=\"" + id + "\"", "/api/v1/predictions/" + id + "/photo", "model v1");
        assertThat(page.upload(PATH, "dish.jpg", new byte[0]).header("Content-Type"))
                .isEqualTo("application/problem+json");
    }

    @Test
    void the_same_idempotency_key_gets_the_same_answer() {
        byte[] photo = Pictures.jpeg(5, 300, 200);
        String first = upload(6).json().getString("prediction_id");
        user.with("Idempotency-Key", "photo-5");

        JsonObject once = user.upload(PATH, "dish.jpg", photo).json();
        JsonObject twice = user.upload(PATH, "dish.jpg", photo).json();
        Answer other = user.upload(PATH, "dish.jpg", Pictures.jpeg(7, 300, 200));

        assertThat(twice).isEqualTo(once);
        assertThat(once.getString("prediction_id")).isNotEqualTo(first);
        ProblemAssert.that(other, 422, "IDEMPOTENCY_KEY_REUSED");
        assertThat(mine()).isEqualTo(2);
    }

    @Test
    void a_key_that_arrives_eight_times_at_once_is_one_row() {
        byte[] photo = Pictures.jpeg(8, 300, 200);
        upload(9);
        user.with("Idempotency-Key", "photo-8");

        List<Answer> answers = Together.run(8, number -> user.upload(PATH, "dish.jpg", photo));

        assertThat(answers).allMatch(answer -> answer.status() == 201);
        assertThat(answers.stream().map(answer -> answer.json().getString("prediction_id")))
                .containsOnly(answers.get(0).json().getString("prediction_id"));
        assertThat(mine()).isEqualTo(2);
    }

    @Test
    void a_key_of_one_session_is_nothing_to_another() {
        byte[] photo = Pictures.jpeg(10, 300, 200);
        Browserless stranger = new Browserless(app.address());
        upload(11);
        stranger.upload(PATH, "dish.jpg", photo);
        user.with("Idempotency-Key", "mine");
        stranger.with("Idempotency-Key", "mine");

        String here = user.upload(PATH, "dish.jpg", photo).json().getString("prediction_id");
        String there = stranger.upload(PATH, "dish.jpg", photo).json().getString("prediction_id");

        assertThat(there).isNotEqualTo(here);
    }

    @Test
    void the_classic_route_answers_with_the_classic_fields() {
        Answer answer = user.upload("/predict", "dish.jpg", Pictures.jpeg(12, 300, 200));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().fieldNames())
                .containsExactlyInAnyOrder("prediction", "confidence", "model_version", "prediction_id");
        assertThat(user.post("/predict", "image/jpeg", Pictures.jpeg(12, 300, 200))
                        .json()
                        .getDouble("confidence"))
                .isEqualTo(answer.json().getDouble("confidence"));
    }

    @CanIgnoreReturnValue
    private Answer upload(int seed) {
        Answer answer = user.upload(PATH, "dish.jpg", Pictures.jpeg(seed, 300, 200));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private int mine() {
        return user.get(PATH + "?limit=200").json().getJsonArray("predictions").size();
    }
}
