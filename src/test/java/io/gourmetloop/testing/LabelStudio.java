package io.gourmetloop.testing;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
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
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A real Label Studio, without projects at first, and a store that both it and the test reach: the one at {@code
 * GOURMETLOOP_TEST_LABEL_STUDIO_URL} (whose projects are deleted), one started by the program {@code
 * GOURMETLOOP_TEST_LABEL_STUDIO_COMMAND} (the {@code label-studio} of PyPI), or a container with a MinIO beside it; without
 * any of these the test is skipped. The first needs {@code USE_DEFAULT_BANNED_SUBNETS=false}.
 */
public final class LabelStudio implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(10);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI url;
    private final String token;
    private final StorageConfig storage;
    private final String s3Endpoint;
    private final String hostOfTest;
    private final @Nullable Power power;
    private final List<AutoCloseable> parts;

    LabelStudio(
            URI url,
            String token,
            StorageConfig storage,
            String s3Endpoint,
            String hostOfTest,
            @Nullable Power power,
            List<AutoCloseable> parts) {
        this.url = url;
        this.token = token;
        this.storage = storage;
        this.s3Endpoint = s3Endpoint;
        this.hostOfTest = hostOfTest;
        this.power = power;
        this.parts = parts;
    }

    /** What the test can do to a Label Studio that it has started. */
    interface Power {
        /** Ends without warning and starts again. */
        void cycle();

        /** Takes its database away, for the next start to make a new one. */
        void wipe();
    }

    /** Blocks until it answers. */
    public static LabelStudio start() {
        String url = System.getenv("GOURMETLOOP_TEST_LABEL_STUDIO_URL");
        String command = System.getenv("GOURMETLOOP_TEST_LABEL_STUDIO_COMMAND");
        if (url != null) {
            return LabelStudioStarts.existing(
                    URI.create(url), String.valueOf(System.getenv("GOURMETLOOP_TEST_LABEL_STUDIO_TOKEN")));
        }
        if (command != null) {
            return LabelStudioStarts.process(command);
        }
        Peers.needContainers();
        return LabelStudioStarts.container();
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

    /** Logs in on its page, with {@link #password}. */
    public String email() {
        return LabelStudioStarts.EMAIL;
    }

    public String password() {
        return LabelStudioStarts.PASSWORD;
    }

    public StorageConfig storage() {
        return storage;
    }

    /** How it reaches a port of the test, which has to listen at {@code 0.0.0.0} then. */
    public URI atTest(int port) {
        return URI.create("http://" + hostOfTest + ":" + port);
    }

    public boolean canRestart() {
        return power != null;
    }

    /** Ends without warning, starts again with its data, and answers. */
    public void restart() {
        Optional.ofNullable(power).orElseThrow().cycle();
        awaitHealth();
    }

    /** Comes back with nothing but its account. */
    public void reset() {
        Optional.ofNullable(power).orElseThrow().wipe();
        restart();
    }

    void awaitHealth() {
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
}
