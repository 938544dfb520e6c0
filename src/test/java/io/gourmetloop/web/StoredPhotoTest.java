package io.gourmetloop.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Browserless.Answer;
import io.gourmetloop.testing.Pictures;
import io.gourmetloop.testing.RunningApp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What becomes of the bytes of a photo. */
class StoredPhotoTest {
    private static final String PATH = "/api/v1/predictions";

    private final RunningApp app = RunningApp.shared();
    private final Browserless user = new Browserless(app.address());

    @Test
    void the_photo_lies_under_its_class_when_the_answer_comes() {
        JsonObject answer =
                user.upload(PATH, "dish.jpg", Pictures.jpeg(31, 300, 200)).json();

        JsonArray classes = user.get("/api/classes").json().getJsonArray("classes");
        String key = String.format(
                Locale.ROOT,
                "class_%02d/%s.jpg",
                classes.getList().indexOf(answer.getString("prediction")),
                answer.getString("prediction_id"));
        assertThat(app.traces().object(Bucket.PRODUCTION, key))
                .isEqualTo(user.get(answer.getString("image_url")).response().body());
    }

    @Test
    void it_is_upright_and_tells_neither_place_nor_camera() throws IOException {
        byte[] photo = Pictures.withExif(Pictures.jpeg(32, 300, 200), 6, "GPS 48.2082 N 16.3738 E");

        JsonObject answer = user.upload(PATH, "dish.jpg", photo).json();

        byte[] kept = user.get(answer.getString("image_url")).response().body();
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(kept));
        assertThat(new String(kept, ISO_8859_1)).doesNotContain("GPS 48", "Exif");
        assertThat(picture.getWidth()).isEqualTo(200);
        assertThat(picture.getHeight()).isEqualTo(300);
    }

    @Test
    void the_name_of_a_file_is_used_for_nothing() {
        Answer answer = user.upload(PATH, "../../planted-name<script>.php", Pictures.jpeg(33, 300, 200));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body()).doesNotContain("planted-name");
        assertThat(app.traces().keys(Bucket.PRODUCTION, "")).noneMatch(key -> key.contains("planted-name"));
        assertThat(app.traces().texts("select to_jsonb(p)::text from predictions p"))
                .noneMatch(row -> row.contains("planted-name"));
    }

    @Test
    void a_browser_takes_it_for_a_picture_and_nothing_else() {
        JsonObject answer =
                user.upload(PATH, "dish.jpg", Pictures.jpeg(34, 300, 200)).json();

        Answer photo = user.get(answer.getString("image_url"));

        assertThat(photo.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(photo.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(photo.header("Content-Security-Policy")).contains("default-src 'none'", "sandbox");
        assertThat(photo.header("Cache-Control")).startsWith("private");
    }
}
