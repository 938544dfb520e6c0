package io.gourmetloop.app.client;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.gourmetloop.app.process.CommandFailure;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * A running server's API, for the command line; blocking, safe for several threads. Every call fails with a CommandFailure
 * that says what the server said, or that there is none.
 */
public final class ApiClient {
    private static final int ATTEMPTS = 8;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI server;
    private final String token;

    ApiClient(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    /** {@code path}: with its query. */
    public JsonObject get(String path) {
        return call("GET", path, "application/json", BodyPublishers.noBody());
    }

    /** An empty object where the server answers without a body. */
    @CanIgnoreReturnValue
    public JsonObject post(String path, JsonObject body) {
        return call("POST", path, "application/json", BodyPublishers.ofString(body.encode()));
    }

    /** An empty object where the server answers without a body. */
    @CanIgnoreReturnValue
    public JsonObject put(String path, JsonObject body) {
        return call("PUT", path, "application/json", BodyPublishers.ofString(body.encode()));
    }

    /** Without a body. */
    public JsonObject post(String path) {
        return call("POST", path, "application/json", BodyPublishers.noBody());
    }

    /** What is not JSON. */
    String text(String path) {
        return exchange("GET", path, "text/html", "application/json", BodyPublishers.noBody());
    }

    /** Classifies a photo; its type is told by the server from its bytes. */
    public JsonObject predict(byte[] photo) {
        return call("POST", "/api/v1/predictions", "image/jpeg", BodyPublishers.ofByteArray(photo));
    }

    private JsonObject call(String method, String path, String type, BodyPublisher body) {
        return json(exchange(method, path, "application/json", type, body));
    }

    /** Comes back when the server asks it to. */
    private String exchange(String method, String path, String wanted, String type, BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .method(method, body)
                .header("Content-Type", type)
                .header("Accept", wanted)
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofMinutes(2))
                .build();
        for (int attempt = 1; ; attempt++) {
            HttpResponse<String> response = send(request);
            if (response.statusCode() != 503 || attempt == ATTEMPTS) {
                return read(request, response);
            }
            pause(response);
        }
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (ConnectException e) {
            throw new CommandFailure("No server answers at " + server + "; start one with ./gourmetloop", e);
        } catch (IOException e) {
            throw new CommandFailure("The connection to " + server + " broke: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted", e);
        }
    }

    private static String read(HttpRequest request, HttpResponse<String> response) {
        if (response.statusCode() >= 400) {
            throw new CommandFailure(request.method() + " " + request.uri().getPath() + " was answered with "
                    + response.statusCode() + ": "
                    + json(response.body()).getString("detail", response.body()));
        }
        return response.body();
    }

    private static JsonObject json(String body) {
        try {
            return body.isBlank() ? new JsonObject() : new JsonObject(body);
        } catch (DecodeException e) {
            throw new CommandFailure("The server answered with something that is not JSON: " + body, e);
        }
    }

    private static void pause(HttpResponse<String> response) {
        long seconds = response.headers().firstValueAsLong("Retry-After").orElse(1);
        try {
            Thread.sleep(Duration.ofSeconds(Math.min(seconds, 10)).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted", e);
        }
    }
}
