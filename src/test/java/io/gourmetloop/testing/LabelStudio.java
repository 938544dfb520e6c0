package io.gourmetloop.testing;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.gourmetloop.platform.config.Bytes;
import io.gourmetloop.platform.config.Secret;
import io.gourmetloop.platform.config.StorageConfig;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * A real Label Studio, empty at first, and a store that both it and the test reach: the one at {@code
 * GOURMETLOOP_TEST_LABEL_STUDIO_URL} (whose projects are deleted), one started by the program {@code
 * GOURMETLOOP_TEST_LABEL_STUDIO_COMMAND} (the {@code label-studio} of PyPI), or a container with a MinIO beside it; without
 * any of these the test is skipped. The first needs {@code USE_DEFAULT_BANNED_SUBNETS=false}.
 */
public final class LabelStudio implements AutoCloseable {
    private static final String IMAGE = "heartexlabs/label-studio:1.23.2";
    private static final String MINIO = "minio/minio:RELEASE.2025-09-07T16-13-09Z";
    private static final String HOST_OF_CONTAINERS = "host.docker.internal";
    private static final String TOKEN = "0123456789abcdef0123456789abcdef01234567";
    private static final String KEYS = "interop-secret";
    private static final int PORT = 8080;
    private static final int MINIO_PORT = 9000;
    private static final Duration START = Duration.ofMinutes(5);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI url;
    private final String token;
    private final StorageConfig storage;
    private final String s3Endpoint;
    private final String hostOfTest;
    private final @Nullable Runnable restart;
    private final List<AutoCloseable> parts;

    private LabelStudio(
            URI url,
            String token,
            StorageConfig storage,
            String s3Endpoint,
            String hostOfTest,
            @Nullable Runnable restart,
            List<AutoCloseable> parts) {
        this.url = url;
        this.token = token;
        this.storage = storage;
        this.s3Endpoint = s3Endpoint;
        this.hostOfTest = hostOfTest;
        this.restart = restart;
        this.parts = parts;
    }

    /** Blocks until it answers. */
    public static LabelStudio start() {
        String url = System.getenv("GOURMETLOOP_TEST_LABEL_STUDIO_URL");
        String command = System.getenv("GOURMETLOOP_TEST_LABEL_STUDIO_COMMAND");
        if (url != null) {
            return existing(URI.create(url), String.valueOf(System.getenv("GOURMETLOOP_TEST_LABEL_STUDIO_TOKEN")));
        }
        if (command != null) {
            return process(command);
        }
        Peers.needContainers();
        return container();
    }

    private static LabelStudio existing(URI url, String token) {
        LabelStudio there = besideTest(url, token, null, List.of());
        there.get("/api/projects?page_size=100").getJsonArray("results").stream()
                .map(project -> ((JsonObject) project).getLong("id"))
                .forEach(id -> there.call("DELETE", "/api/projects/" + id, null));
        return there;
    }

    /** It sees what the test sees, and is told where the store is with each storage. */
    private static LabelStudio besideTest(
            URI url, String token, @Nullable Runnable restart, List<AutoCloseable> parts) {
        StorageConfig storage = Backing.storage();
        return new LabelStudio(url, token, storage, String.valueOf(storage.endpoint()), "127.0.0.1", restart, parts);
    }

    private static LabelStudio process(String command) {
        int port = freePort();
        Path folder = temporary();
        URI url = URI.create("http://127.0.0.1:" + port);
        var running = new AtomicReference<>(launch(command, port, folder));
        Runnable restart = () -> {
            end(running.get());
            running.set(launch(command, port, folder));
        };
        LabelStudio studio =
                besideTest(url, TOKEN, restart, List.of(() -> end(running.get()), () -> Backing.deleteTree(folder)));
        studio.awaitHealth();
        return studio;
    }

    private static Process launch(String command, int port, Path folder) {
        ProcessBuilder builder = new ProcessBuilder(
                        command,
                        "start",
                        "--no-browser",
                        "--port",
                        Integer.toString(port),
                        "--internal-host",
                        "127.0.0.1")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolveSibling(folder.getFileName() + ".log").toFile()));
        builder.environment().putAll(environment());
        builder.environment().put("LABEL_STUDIO_BASE_DATA_DIR", folder.toString());
        builder.environment().put("USE_DEFAULT_BANNED_SUBNETS", "false");
        builder.environment().put("USER_ADDITIONAL_BANNED_SUBNETS", "169.254.0.0/16");
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without warning, as a machine dies. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }

    private static LabelStudio container() {
        Network network = Network.newNetwork();
        GenericContainer<?> minio = new GenericContainer<>(MINIO)
                .withNetwork(network)
                .withNetworkAliases("minio")
                .withExposedPorts(MINIO_PORT)
                .withEnv(Map.of("MINIO_ROOT_USER", KEYS, "MINIO_ROOT_PASSWORD", KEYS))
                .withCommand("server", "/data")
                .waitingFor(Wait.forHttp("/minio/health/ready").forPort(MINIO_PORT));
        minio.start();
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("S3_ENDPOINT", "http://minio:" + MINIO_PORT);
        environment.put("USE_DEFAULT_BANNED_SUBNETS", "false");
        environment.put("USER_ADDITIONAL_BANNED_SUBNETS", "169.254.0.0/16,127.0.0.0/8");
        GenericContainer<?> studio = studio(network, environment);
        studio.start();
        return new LabelStudio(
                URI.create("http://" + studio.getHost() + ":" + studio.getMappedPort(PORT)),
                TOKEN,
                minioStorage(minio),
                "",
                HOST_OF_CONTAINERS,
                () -> studio.getDockerClient()
                        .restartContainerCmd(studio.getContainerId())
                        .withTimeout(0)
                        .exec(),
                List.of(studio, minio, network));
    }

    /** Its port on the host is one of its own choice, and stays the same when it starts again. */
    private static GenericContainer<?> studio(Network network, Map<String, String> environment) {
        GenericContainer<?> studio = new GenericContainer<>(IMAGE)
                .withNetwork(network)
                .withExtraHost(HOST_OF_CONTAINERS, "host-gateway")
                .withExposedPorts(PORT)
                .withEnv(environment)
                .waitingFor(Wait.forHttp("/health").forPort(PORT).withStartupTimeout(START));
        studio.setPortBindings(List.of(freePort() + ":" + PORT));
        return studio;
    }

    private static StorageConfig minioStorage(GenericContainer<?> minio) {
        return new StorageConfig(
                URI.create("http://" + minio.getHost() + ":" + minio.getMappedPort(MINIO_PORT)),
                "us-east-1",
                KEYS,
                new Secret(KEYS),
                "interop-",
                8,
                Duration.ofSeconds(10),
                Duration.ofMillis(200),
                Bytes.parse("100MB"));
    }

    private static Map<String, String> environment() {
        return Map.of(
                "LABEL_STUDIO_USERNAME", "anna@example.org",
                "LABEL_STUDIO_PASSWORD", "a password for tests",
                "LABEL_STUDIO_USER_TOKEN", TOKEN,
                "LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN", "true",
                "DISABLE_SIGNUP_WITHOUT_LINK", "true",
                "COLLECT_ANALYTICS", "false",
                "LATEST_VERSION_CHECK", "false");
    }

    /** Settings by which a server finds it and the store. The server has to be told where it is found, too. */
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "GOURMETLOOP_LABELING_ANNOTATOR", "label-studio",
                "GOURMETLOOP_LABEL_STUDIO_URL", url.toString(),
                "GOURMETLOOP_LABEL_STUDIO_TOKEN", token,
                "GOURMETLOOP_LABEL_STUDIO_S3_ENDPOINT", s3Endpoint,
                "GOURMETLOOP_STORAGE_ENDPOINT", String.valueOf(storage.endpoint()),
                "GOURMETLOOP_STORAGE_ACCESS_KEY", storage.accessKey(),
                "GOURMETLOOP_STORAGE_SECRET_KEY", storage.secretKey().reveal(),
                "GOURMETLOOP_STORAGE_BUCKET_PREFIX", storage.bucketPrefix()));
        return settings;
    }

    public URI url() {
        return url;
    }

    public String token() {
        return token;
    }

    public StorageConfig storage() {
        return storage;
    }

    /** How it reaches a port of the test, which has to listen at {@code 0.0.0.0} then. */
    public URI atTest(int port) {
        return URI.create("http://" + hostOfTest + ":" + port);
    }

    public boolean canRestart() {
        return restart != null;
    }

    /** Ends without warning, starts again with its data, and answers. */
    public void restart() {
        Optional.ofNullable(restart).orElseThrow().run();
        awaitHealth();
    }

    private void awaitHealth() {
        Eventually.holds("Label Studio at " + url + " is up", START, this::isHealthy);
    }

    private boolean isHealthy() {
        try {
            return http.send(
                                    HttpRequest.newBuilder(url.resolve("/health"))
                                            .timeout(Duration.ofSeconds(5))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public JsonObject get(String path) {
        return new JsonObject(call("GET", path, null));
    }

    public JsonArray list(String path) {
        return new JsonArray(call("GET", path, null));
    }

    @CanIgnoreReturnValue
    public JsonObject post(String path, JsonObject body) {
        return new JsonObject(call("POST", path, body));
    }

    /** As a person does by the page. The answer's body; an error when it is none of 2xx. */
    @CanIgnoreReturnValue
    public String call(String method, String path, @Nullable JsonObject body) {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.encode()))
                .header("Authorization", "Token " + token)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofMinutes(2))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new AssertionError(method + " " + path + ": " + response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("gourmetloop-label-studio-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
