package io.gourmetloop.platform.storage;

import static io.gourmetloop.testing.Await.await;
import static io.gourmetloop.testing.Await.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.platform.config.Bytes;
import io.gourmetloop.platform.config.Secret;
import io.gourmetloop.platform.config.StorageConfig;
import io.gourmetloop.testing.Peers;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** What the users of a real MinIO may do. */
@Tag("container")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MinioUsersIT {
    private static final int PORT = 9000;
    private static final String ADMIN = "root-of-tests";
    private static final Secret PASSWORD = new Secret("a password of tests");
    private static final Secret SECRET = new Secret("of a user in tests");
    private static final ObjectKey KEY = ObjectKey.of("tasks", "random", "one.json");

    private final Vertx vertx = Vertx.vertx();
    private final GenericContainer<?> minio = new GenericContainer<>("minio/minio:RELEASE.2025-09-07T16-13-09Z")
            .withExposedPorts(PORT)
            .withEnv(Map.of("MINIO_ROOT_USER", ADMIN, "MINIO_ROOT_PASSWORD", PASSWORD.reveal()))
            .withCommand("server", "/data")
            .waitingFor(Wait.forHttp("/minio/health/ready").forPort(PORT));

    @BeforeAll
    void start() {
        Peers.needContainers();
        minio.start();
    }

    @AfterAll
    void stop() {
        await(vertx.close());
        minio.stop();
    }

    @Test
    void one_user_may_use_all_buckets_and_another_one_bucket_alone() {
        MinioUsers users = users(PASSWORD);
        users.admitToAll("server", SECRET);
        users.admitTo(Bucket.LABELSTUDIO, "studio", SECRET);
        users.admitTo(Bucket.LABELSTUDIO, "studio", SECRET);
        MinioObjectStore server = connect("server");
        MinioObjectStore studio = connect("studio");
        await(server.prepare());
        Buffer photo = Buffer.buffer("photo");

        await(studio.put(Bucket.LABELSTUDIO, KEY, photo, "application/json"));
        assertThat(await(studio.get(Bucket.LABELSTUDIO, KEY))).isEqualTo(photo);
        assertThat(await(studio.list(Bucket.LABELSTUDIO, "tasks/", "", 10)).objects())
                .hasSize(1);
        await(server.put(Bucket.PRODUCTION, KEY, photo, "application/json"));

        assertThat(failure(studio.get(Bucket.PRODUCTION, KEY)))
                .hasMessageContaining("The object store refuses the request (AccessDenied)");
        await(studio.delete(Bucket.LABELSTUDIO, KEY));
    }

    @Test
    void who_is_no_administrator_makes_no_users() {
        assertThatThrownBy(() -> users(new Secret("not the password")).admitToAll("anybody", SECRET))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(ErrorCode.STORAGE_UNAVAILABLE))
                .hasMessageContaining("SignatureDoesNotMatch");
    }

    private MinioObjectStore connect(String user) {
        return MinioObjectStore.open(config(user), new StoreThreads(vertx, config(user)));
    }

    private MinioUsers users(Secret password) {
        return new MinioUsers(config("nobody"), ADMIN, password, Clock.systemUTC());
    }

    private StorageConfig config(String user) {
        return new StorageConfig(
                URI.create("http://" + minio.getHost() + ":" + minio.getMappedPort(PORT)),
                "us-east-1",
                user,
                SECRET,
                "users-",
                4,
                Duration.ofSeconds(10),
                Duration.ofMillis(200),
                Bytes.parse("1MB"));
    }
}
