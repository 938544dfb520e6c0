package io.gourmetloop.platform.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

class DurableBlobStoreTest {
    private static final String BUCKET = "labelstudio";

    private final Path folder;
    private BlobStore store;

    DurableBlobStoreTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.store = DurableBlobStore.in(folder);
    }

    @BeforeEach
    void createBucket() {
        CreateBucketResponse created = store.createContainer(BUCKET);
        assertThat(created).isNotNull();
    }

    @Test
    void an_upload_is_not_listed_before_it_is_whole() {
        List<String> seenMeanwhile = new ArrayList<>();
        InputStream payload = new FilterInputStream(bytes("photo")) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                seenMeanwhile.addAll(keys("", "", 100));
                return super.read(bytes, offset, length);
            }
        };

        put("photos/1.jpg", payload);

        assertThat(seenMeanwhile).isEmpty();
        assertThat(keys("", "", 100)).containsExactly("photos/1.jpg");
    }

    @Test
    void an_upload_that_breaks_leaves_nothing_behind() throws IOException {
        InputStream lost = InputStream.nullInputStream();
        lost.close();
        InputStream broken = new SequenceInputStream(bytes("half of it"), lost);

        assertThatThrownBy(() -> put("photos/1.jpg", broken)).hasMessageContaining("Stream closed");

        assertThat(keys("", "", 100)).isEmpty();
        assertThat(drafts()).isEmpty();
    }

    @Test
    void what_a_crash_left_half_written_is_gone_after_the_next_start() throws IOException {
        put("photos/1.jpg", "whole");
        Files.writeString(folder.resolve("drafts").resolve("half"), "hal");

        store = DurableBlobStore.in(folder);

        assertThat(drafts()).isEmpty();
        assertThat(keys("", "", 100)).containsExactly("photos/1.jpg");
    }

    @Test
    void folders_can_be_listed_as_one_entry_each() {
        for (String key : List.of("a", "b/1", "b/2", "b-", "c/d/1")) {
            put(key, key);
        }

        ListObjectsV2Response page = store.list(
                ListObjectsV2Request.builder().bucket(BUCKET).delimiter("/").build());

        assertThat(page.contents()).extracting(S3Object::key).containsExactly("a", "b-");
        assertThat(page.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("b/", "c/");
    }

    @Test
    void photos_are_for_the_owner_of_the_server_alone() throws IOException {
        for (String name : List.of("objects", "drafts")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void a_bucket_that_is_not_there_is_named_as_such() {
        ListObjectsV2Request request =
                ListObjectsV2Request.builder().bucket("elsewhere").build();

        assertThatThrownBy(() -> store.list(request)).isInstanceOf(NoSuchBucketException.class);
    }

    @Test
    void what_is_no_object_is_not_shared_and_nothing_is_left_of_the_attempt() throws IOException {
        DurableBlobStore files = DurableBlobStore.in(folder);
        put("photos/1.jpg", "photo");

        assertThat(files.share(BUCKET, "photos/2.jpg", BUCKET, "copy")).isFalse();
        assertThat(files.share(BUCKET, "photos", BUCKET, "copy")).isFalse();
        assertThatThrownBy(() -> files.share(BUCKET, "../../secrets/key", BUCKET, "copy"))
                .isInstanceOf(IOException.class);
        assertThat(files.share(BUCKET, "photos/1.jpg", BUCKET, "copy")).isTrue();

        assertThat(keys("", "", 100)).containsExactly("copy", "photos/1.jpg");
        assertThat(drafts()).isEmpty();
    }

    @Test
    void a_key_does_not_leave_its_bucket() {
        assertThatThrownBy(() -> put("../../secrets/s3-secret-key", "mine")).isInstanceOf(RuntimeException.class);

        assertThat(folder.resolve("secrets")).doesNotExist();
    }

    @Test
    void pages_of_any_size_prefix_and_start_hold_what_sorting_all_keys_would() {
        Random random = new Random(42);
        TreeSet<String> all = new TreeSet<>();
        for (int number = 0; number < 150; number++) {
            String key = randomKey(random);
            put(key, key);
            all.add(key);
        }
        for (int query = 0; query < 300; query++) {
            String prefix = cut(random, randomKey(random));
            String after = random.nextBoolean() ? "" : cut(random, randomKey(random));
            int max = 1 + random.nextInt(20);

            List<String> expected = all.stream()
                    .filter(key -> key.startsWith(prefix) && key.compareTo(after) > 0)
                    .limit(max)
                    .toList();

            assertThat(keys(prefix, after, max))
                    .as("prefix '%s', after '%s', at most %d", prefix, after, max)
                    .isEqualTo(expected);
        }
    }

    /** Files end in a letter that no folder has, since a file system cannot have both of one name. */
    private static String randomKey(Random random) {
        StringBuilder key = new StringBuilder();
        for (int depth = random.nextInt(3); depth > 0; depth--) {
            key.append("ab-.0".charAt(random.nextInt(5)))
                    .append(random.nextInt(2))
                    .append('/');
        }
        return key.append("ab-.0".charAt(random.nextInt(5)))
                .append(random.nextInt(30))
                .append('x')
                .toString();
    }

    private static String cut(Random random, String key) {
        return key.substring(0, random.nextInt(key.length() + 1));
    }

    private List<String> keys(String prefix, String after, int max) {
        return store
                .list(ListObjectsV2Request.builder()
                        .bucket(BUCKET)
                        .prefix(prefix)
                        .startAfter(after)
                        .maxKeys(max)
                        .build())
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
    }

    @CanIgnoreReturnValue
    private PutObjectResponse put(String key, InputStream payload) {
        return store.putBlob(
                PutObjectRequest.builder()
                        .bucket(BUCKET)
                        .key(key)
                        .contentType("image/jpeg")
                        .build(),
                payload);
    }

    private void put(String key, String text) {
        put(key, bytes(text));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private List<Path> drafts() throws IOException {
        try (var drafts = Files.list(folder.resolve("drafts"))) {
            return drafts.toList();
        }
    }
}
