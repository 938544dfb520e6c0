package io.gourmetloop.platform.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.domain.Content;
import io.gourmetloop.platform.config.Bytes;
import io.gourmetloop.platform.config.Secret;
import io.gourmetloop.platform.config.StorageConfig;
import io.gourmetloop.testing.Peers;
import io.minio.GetObjectTagsArgs;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** The contract, kept by a real MinIO. */
@Tag("container")
class MinioObjectStoreIT extends ObjectStoreContract {
    private static final int PORT = 9000;
    private static final String IMAGE = "minio/minio:RELEASE.2025-09-07T16-13-09Z";
    private static final String ACCESS_KEY = "contract";
    private static final String SECRET_KEY = "contract-secret";

    private final GenericContainer<?> minio = new GenericContainer<>(IMAGE)
            .withExposedPorts(PORT)
            .withEnv(Map.of("MINIO_ROOT_USER", ACCESS_KEY, "MINIO_ROOT_PASSWORD", SECRET_KEY))
            .withCommand("server", "/data")
            .waitingFor(Wait.forHttp("/minio/health/ready").forPort(PORT));

    @Override
    StorageConfig settings() {
        Peers.needContainers();
        minio.start();
        return new StorageConfig(
                URI.create("http://" + minio.getHost() + ":" + minio.getMappedPort(PORT)),
                "us-east-1",
                ACCESS_KEY,
                new Secret(SECRET_KEY),
                "contract-",
                8,
                Duration.ofSeconds(5),
                Duration.ofMillis(200),
                Bytes.parse("100MB"));
    }

    @AfterAll
    void stop() {
        minio.stop();
    }

    @Test
    void tags_are_kept_where_the_store_knows_tags() throws Exception {
        ObjectKey key = ObjectKey.of("class_03", "with-tags.jpg");

        await(store().put(
                        Bucket.PRODUCTION,
                        key,
                        Content.of("photo".getBytes(UTF_8)),
                        "image/jpeg",
                        Map.of("model_version", "v1")));
        assertThat(tags(key)).containsExactly(Map.entry("model_version", "v1"));

        await(store().tag(Bucket.PRODUCTION, key, Map.of("flagged", "true")));
        assertThat(tags(key)).containsExactly(Map.entry("flagged", "true"));
    }

    @Test
    void a_copy_takes_the_tags_along_only_where_it_may() throws Exception {
        ObjectKey key = ObjectKey.of("class_03", "tells.jpg");
        ObjectKey open = ObjectKey.of("class_03", "tells-too.jpg");
        ObjectKey blind = ObjectKey.of("class_03", "tells-nothing.jpg");
        Content photo = Content.of("photo".getBytes(UTF_8));
        await(store().put(Bucket.PRODUCTION, key, photo, "image/jpeg", Map.of("predicted_class", "Ramen")));

        await(store().copy(Bucket.PRODUCTION, key, Bucket.PRODUCTION, open));
        await(store().copyUntagged(Bucket.PRODUCTION, key, Bucket.PRODUCTION, blind));

        assertThat(tags(open)).containsExactly(Map.entry("predicted_class", "Ramen"));
        assertThat(tags(blind)).isEmpty();
    }

    private Map<String, String> tags(ObjectKey key) throws Exception {
        return MinioClients.of(settings())
                .brief()
                .getObjectTags(GetObjectTagsArgs.builder()
                        .bucket(Bucket.PRODUCTION.name("contract-"))
                        .object(key.value())
                        .build())
                .get()
                .get();
    }
}
