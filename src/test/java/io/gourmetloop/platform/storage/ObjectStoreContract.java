package io.gourmetloop.platform.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.gourmetloop.domain.Content;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.platform.config.StorageConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every store must do that the product runs on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ObjectStoreContract {
    private final Vertx vertx = Vertx.vertx();
    private Optional<StorageGate> opened = Optional.empty();

    abstract StorageConfig settings();

    Future<StorageGate> open(Vertx vertx, StorageConfig settings) {
        return StorageGate.open(vertx, settings);
    }

    @BeforeAll
    void open() {
        opened = Optional.of(await(open(vertx, settings())));
        assertThat(store().available()).isTrue();
    }

    @AfterAll
    void close() {
        opened.ifPresent(StorageGate::close);
        await(vertx.close());
    }

    @Test
    void an_object_comes_back_byte_by_byte() {
        byte[] photo = new byte[60_000];
        new Random(1).nextBytes(photo);
        ObjectKey key = ObjectKey.of("class_07", "0190.jpg");

        await(store().put(Bucket.PRODUCTION, key, Buffer.buffer(photo), "image/jpeg"));

        assertThat(await(store().get(Bucket.PRODUCTION, key)).getBytes()).isEqualTo(photo);
    }

    @Test
    void an_empty_object_and_one_that_takes_several_writes_come_back() {
        byte[] large = new byte[9_000_000];
        new Random(2).nextBytes(large);
        ObjectKey key = ObjectKey.of("sizes", "large");
        ObjectKey marker = ObjectKey.of("sizes", "marker/");

        await(store().put(Bucket.MODELS, key, Buffer.buffer(large), "application/octet-stream"));
        await(store().put(Bucket.MODELS, marker, Buffer.buffer(), "application/x-directory"));

        assertThat(await(store().get(Bucket.MODELS, key)).getBytes()).isEqualTo(large);
        assertThat(await(store().stat(Bucket.MODELS, marker)).orElseThrow().size())
                .isZero();
    }

    @Test
    void a_second_put_replaces_the_first() {
        ObjectKey key = ObjectKey.of("tasks", "random", "1.json");

        put(Bucket.LABELSTUDIO, key, "first, and longer");
        ObjectInfo first = await(store().stat(Bucket.LABELSTUDIO, key)).orElseThrow();
        put(Bucket.LABELSTUDIO, key, "second");
        ObjectInfo second = await(store().stat(Bucket.LABELSTUDIO, key)).orElseThrow();

        assertThat(text(Bucket.LABELSTUDIO, key)).isEqualTo("second");
        assertThat(second.etag()).isNotEqualTo(first.etag());
    }

    @Test
    void stat_tells_size_and_time() {
        ObjectKey key = ObjectKey.of("reports", "week.json");

        put(Bucket.REPORTS, key, "12345");
        ObjectInfo info = await(store().stat(Bucket.REPORTS, key)).orElseThrow();

        assertThat(info.key()).isEqualTo(key);
        assertThat(info.size()).isEqualTo(5);
        assertThat(Duration.between(info.modified(), Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void what_is_not_there_is_not_found() {
        ObjectKey key = ObjectKey.of("no", "such", "thing");

        assertThat(await(store().stat(Bucket.DATASETS, key))).isEmpty();
        assertThatFails(store().get(Bucket.DATASETS, key), ErrorCode.NOT_FOUND);
        assertThatFails(store().copy(Bucket.DATASETS, key, Bucket.MODELS, key), ErrorCode.NOT_FOUND);
        await(store().delete(Bucket.DATASETS, key));
    }

    @Test
    void a_deleted_object_is_gone_and_may_be_deleted_again() {
        ObjectKey key = ObjectKey.of("photos", "gone.jpg");
        put(Bucket.LABELSTUDIO, key, "photo");

        await(store().delete(Bucket.LABELSTUDIO, key));
        await(store().delete(Bucket.LABELSTUDIO, key));

        assertThat(await(store().stat(Bucket.LABELSTUDIO, key))).isEmpty();
    }

    @Test
    void a_copy_lives_on_its_own_in_another_bucket() {
        ObjectKey source = ObjectKey.of("class_01", "a b+ü.jpg");
        ObjectKey target = ObjectKey.of("class_02", "a b+ü.jpg");
        put(Bucket.PRODUCTION, source, "photo");

        await(store().copy(Bucket.PRODUCTION, source, Bucket.PRODUCTION_CLEAN, target));
        await(store().delete(Bucket.PRODUCTION, source));

        assertThat(text(Bucket.PRODUCTION_CLEAN, target)).isEqualTo("photo");
    }

    @Test
    void a_copy_replaces_what_was_at_its_key() {
        ObjectKey source = ObjectKey.of("copies", "source");
        ObjectKey target = ObjectKey.of("copies", "target");
        put(Bucket.DATASETS, source, "new");
        put(Bucket.DATASETS, target, "old");

        await(store().copy(Bucket.DATASETS, source, Bucket.DATASETS, target));

        assertThat(text(Bucket.DATASETS, target)).isEqualTo("new");
    }

    @Test
    void a_listing_goes_through_all_folders_below_its_prefix_in_order() {
        for (String key : List.of("list/b/2", "list/b/1", "list/a", "list/b/x/3", "list/c", "listed", "other")) {
            put(Bucket.LOGS, new ObjectKey(key), key);
        }

        ListPage page = await(store().list(Bucket.LOGS, "list/", "", 100));

        assertThat(page.objects())
                .extracting(object -> object.key().value())
                .containsExactly("list/a", "list/b/1", "list/b/2", "list/b/x/3", "list/c");
        assertThat(page.objects()).extracting(ObjectInfo::size).containsExactly(6L, 8L, 8L, 10L, 6L);
        assertThat(page.next()).isEmpty();
    }

    @Test
    void a_prefix_need_not_end_at_a_folder() {
        put(Bucket.LOGS, new ObjectKey("part/gl-1"), "1");
        put(Bucket.LOGS, new ObjectKey("part/gl-2/deeper"), "2");
        put(Bucket.LOGS, new ObjectKey("part/ls-1"), "3");

        assertThat(keys(Bucket.LOGS, "part/gl-", 100)).containsExactly("part/gl-1", "part/gl-2/deeper");
    }

    @Test
    void pages_together_list_each_object_once_in_the_order_of_bytes() {
        List<String> keys = IntStream.range(0, 25)
                .mapToObj(number -> "pages/" + "-+0aZ_b".charAt(number % 7) + "/" + number)
                .sorted()
                .toList();
        await(Future.all(keys.stream()
                .map(key -> store().put(Bucket.MODELS, new ObjectKey(key), Buffer.buffer(key), "text/plain"))
                .toList()));

        assertThat(keys(Bucket.MODELS, "pages/", 4)).isEqualTo(keys);
    }

    @Test
    void a_page_starts_after_a_key_that_need_not_exist() {
        for (String key : List.of("after/1", "after/2", "after/3")) {
            put(Bucket.LOGS, new ObjectKey(key), key);
        }

        ListPage page = await(store().list(Bucket.LOGS, "after/", "after/15", 1));

        assertThat(page.objects()).extracting(object -> object.key().value()).containsExactly("after/2");
        assertThat(page.next()).contains("after/2");
    }

    @Test
    void an_empty_prefix_lists_nothing() {
        ListPage page = await(store().list(Bucket.PRODUCTION_NOISY, "class_99/", "", 10));

        assertThat(page.objects()).isEmpty();
        assertThat(page.next()).isEmpty();
    }

    @Test
    void tags_never_keep_a_photo_from_being_stored() {
        ObjectKey key = ObjectKey.of("class_03", "tagged.jpg");

        await(store().put(
                        Bucket.PRODUCTION,
                        key,
                        Content.of("photo".getBytes(UTF_8)),
                        "image/jpeg",
                        Map.of("confidence", "0.412")));
        await(store().tag(Bucket.PRODUCTION, key, Map.of("flagged", "true")));

        assertThat(text(Bucket.PRODUCTION, key)).isEqualTo("photo");
    }

    @Test
    void a_presigned_address_needs_no_key() throws IOException {
        ObjectKey key = ObjectKey.of("photos", "signed in.jpg");
        put(Bucket.LABELSTUDIO, key, "photo");

        URI address = store().presign(Bucket.LABELSTUDIO, key, Duration.ofMinutes(5));
        URI unsigned = URI.create(address.toString().replaceAll("\\?.*", ""));

        assertThat(read(address)).isEqualTo("photo");
        assertThat(status(unsigned)).isEqualTo(403);
    }

    @Test
    void an_object_has_its_media_type_and_a_tag_that_is_the_same_however_it_is_asked_for() throws IOException {
        ObjectKey key = ObjectKey.of("typed", "photo.png");
        await(store().put(Bucket.LABELSTUDIO, key, Buffer.buffer("photo"), "image/png"));

        URLConnection answer = store().presign(Bucket.LABELSTUDIO, key, Duration.ofMinutes(5))
                .toURL()
                .openConnection();
        String tag = await(store().stat(Bucket.LABELSTUDIO, key)).orElseThrow().etag();

        assertThat(answer.getContentType()).isEqualTo("image/png");
        assertThat(answer.getHeaderField("ETag")).isEqualTo('"' + tag + '"');
        assertThat(await(store().list(Bucket.LABELSTUDIO, "typed/", "", 1)).objects())
                .extracting(ObjectInfo::etag)
                .containsExactly(tag);
    }

    @Test
    void a_copy_outlives_its_original_and_changes_with_neither() {
        ObjectKey original = ObjectKey.of("class_04", "original.jpg");
        ObjectKey copy = ObjectKey.of("photos", "copy.jpg");
        put(Bucket.PRODUCTION, original, "photo");

        await(store().copyUntagged(Bucket.PRODUCTION, original, Bucket.LABELSTUDIO, copy));
        await(store().copyUntagged(Bucket.PRODUCTION, original, Bucket.LABELSTUDIO, copy));
        put(Bucket.PRODUCTION, original, "another");
        assertThat(text(Bucket.LABELSTUDIO, copy)).isEqualTo("photo");
        await(store().delete(Bucket.PRODUCTION, original));

        assertThat(text(Bucket.LABELSTUDIO, copy)).isEqualTo("photo");
        assertThatFails(
                store().copyUntagged(Bucket.PRODUCTION, original, Bucket.LABELSTUDIO, copy), ErrorCode.NOT_FOUND);
    }

    @Test
    void many_calls_at_once_all_end() {
        List<Future<Void>> puts = new ArrayList<>();
        for (int number = 0; number < 100; number++) {
            puts.add(store().put(
                            Bucket.DATASETS,
                            ObjectKey.of("many", Integer.toString(number)),
                            Buffer.buffer("x".repeat(number)),
                            "text/plain"));
        }
        await(Future.all(puts));

        assertThat(keys(Bucket.DATASETS, "many/", 1000)).hasSize(100);
    }

    final StorageGate store() {
        return opened.orElseThrow();
    }

    final List<String> keys(Bucket bucket, String prefix, int pageSize) {
        List<String> keys = new ArrayList<>();
        Optional<String> after = Optional.of("");
        while (after.isPresent()) {
            ListPage page = await(store().list(bucket, prefix, after.get(), pageSize));
            assertThat(page.objects()).hasSizeLessThanOrEqualTo(pageSize);
            page.objects().forEach(object -> keys.add(object.key().value()));
            after = page.next();
        }
        return keys;
    }

    final void put(Bucket bucket, ObjectKey key, String text) {
        await(store().put(bucket, key, Buffer.buffer(text), "text/plain"));
    }

    final String text(Bucket bucket, ObjectKey key) {
        return await(store().get(bucket, key)).toString(UTF_8);
    }

    @CanIgnoreReturnValue
    static <T> T await(Future<T> future) {
        try {
            return future.await(30, SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("No answer", e);
        }
    }

    static void assertThatFails(Future<?> future, ErrorCode code) {
        assertThatThrownBy(() -> await(future))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(code));
    }

    private static String read(URI address) throws IOException {
        try (var body = address.toURL().openStream()) {
            return new String(body.readAllBytes(), UTF_8);
        }
    }

    private static int status(URI address) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }
}
