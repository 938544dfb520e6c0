package io.gourmetloop.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Browserless.Answer;
import io.gourmetloop.testing.Browserless.Part;
import io.gourmetloop.testing.Pictures;
import io.gourmetloop.testing.RunningApp;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no photo, or is not sent as one, is refused with a word on what to do, and leaves nothing behind. */
class PhotoRefusalTest {
    private static final String PATH = "/api/v1/predictions";
    private static final byte[] PHOTO = Pictures.jpeg(1, 300, 200);

    private final RunningApp app = RunningApp.shared();
    private final Browserless user = new Browserless(app.address());
    private final long rows = app.traces().count("predictions");
    private final Set<String> photos = app.traces().keys(Bucket.PRODUCTION, "");

    @AfterEach
    void nothing_was_stored() {
        assertThat(app.traces().count("predictions")).isEqualTo(rows);
        assertThat(app.traces().keys(Bucket.PRODUCTION, "")).isEqualTo(photos);
    }

    @ParameterizedTest
    @ValueSource(strings = {PATH, "/predict"})
    void nothing_at_all_is_no_photo(String path) {
        refused(user.upload(path, "dish.jpg", new byte[0]), 400, "EMPTY_BODY", "send a photo");
        refused(user.post(path, "image/jpeg", new byte[0]), 400, "EMPTY_BODY", "send a photo");
        refused(user.upload(path, List.of()), 400, "EMPTY_BODY", "send a photo");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "This is not a photo, whatever its name says.",
                "GIF89a, and then some frames",
                "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
                "BM and a bitmap",
                "%PDF-1.7",
                "PK\3\4"
            })
    void other_formats_are_told_by_their_bytes(String content) {
        byte[] bytes = content.getBytes(ISO_8859_1);

        refused(user.upload(PATH, "dish.jpg", bytes), 415, "UNSUPPORTED_FORMAT", "JPEG, PNG or WebP");
        refused(user.post(PATH, "image/jpeg", bytes), 415, "UNSUPPORTED_FORMAT", "JPEG, PNG or WebP");
    }

    @Test
    void a_damaged_photo_is_no_guess_on_gray_pixels() {
        byte[] cut = Arrays.copyOf(PHOTO, PHOTO.length / 2);
        byte[] scribbled = PHOTO.clone();
        Arrays.fill(scribbled, 20, 400, (byte) 7);

        refused(user.upload(PATH, "dish.jpg", cut), 422, "IMAGE_UNREADABLE", "send another one");
        refused(user.post(PATH, "image/jpeg", scribbled), 422, "IMAGE_UNREADABLE", "send another one");
    }

    @Test
    void a_flood_of_pixels_is_told_by_the_header() {
        byte[] flood = Pictures.claiming(PHOTO, 32_000, 32_000);
        byte[] barely = Pictures.claiming(PHOTO, 10_000, 5_001);

        refused(user.upload(PATH, "dish.jpg", flood), 422, "IMAGE_TOO_MANY_PIXELS", "at most 50 megapixels");
        refused(user.upload(PATH, "dish.jpg", barely), 422, "IMAGE_TOO_MANY_PIXELS", "send a smaller one");
    }

    @Test
    void a_body_over_the_limit_is_not_read_to_its_end() {
        byte[] endless = new byte[26_000_000];

        refused(user.upload(PATH, "dish.jpg", endless), 413, "BODY_TOO_LARGE", "25 MB");
        refused(user.post(PATH, "image/jpeg", endless), 413, "BODY_TOO_LARGE", "send a smaller photo");
    }

    @Test
    void a_form_has_one_photo_in_the_part_file() {
        Part photo = Part.of("file", "dish.jpg", PHOTO);

        refused(user.upload(PATH, List.of(photo, photo)), 400, "INVALID_REQUEST", "Send one photo a request");
        refused(
                user.upload(PATH, List.of(photo, Part.of("mask", "mask.jpg", PHOTO))),
                400,
                "INVALID_REQUEST",
                "Send one photo a request");
        refused(
                user.upload(PATH, List.of(Part.of("image", "dish.jpg", PHOTO))),
                400,
                "INVALID_REQUEST",
                "belongs in the part 'file'");
        refused(user.post(PATH, "multipart/form-data", PHOTO), 400, "INVALID_REQUEST", "boundary");
    }

    private static void refused(Answer answer, int status, String code, String advice) {
        ProblemAssert.that(answer, status, code);
        assertThat(answer.json().getString("detail")).contains(advice);
    }
}
