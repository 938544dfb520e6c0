package io.gourmetloop.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A client that keeps cookies as a browser does, and proves its changes with the token that it was given. */
public final class Browserless {
    private static final String BOUNDARY = "----a-boundary";

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .build();
    private final URI server;
    private final List<String> headers = new ArrayList<>();

    public Browserless(URI server) {
        this.server = server;
    }

    /** A header that goes with every request from now on. */
    public Browserless with(String name, String value) {
        headers.add(name);
        headers.add(value);
        return this;
    }

    public record Answer(int status, String body, HttpResponse<byte[]> response) {
        public JsonObject json() {
            return new JsonObject(body);
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    public Answer get(String path) {
        return send("GET", path, "", BodyPublishers.noBody());
    }

    public Answer delete(String path) {
        return send("DELETE", path, "", BodyPublishers.noBody());
    }

    public Answer put(String path, JsonObject body) {
        return send("PUT", path, "application/json", BodyPublishers.ofString(body.encode()));
    }

    public Answer post(String path) {
        return send("POST", path, "", BodyPublishers.noBody());
    }

    public Answer post(String path, JsonObject body) {
        return send("POST", path, "application/json", BodyPublishers.ofString(body.encode()));
    }

    public Answer post(String path, String mediaType, byte[] body) {
        return send("POST", path, mediaType, BodyPublishers.ofByteArray(body));
    }

    /** As the part {@code file} of a form. */
    public Answer upload(String path, String fileName, byte[] bytes) {
        return upload(path, List.of(Part.of("file", fileName, bytes)));
    }

    public record Part(String name, String fileName, Buffer content) {
        public static Part of(String name, String fileName, byte[] content) {
            return new Part(name, fileName, Buffer.buffer(content));
        }
    }

    /** As the parts of a form, whose length is not told before. */
    public Answer upload(String path, List<Part> parts) {
        List<byte[]> body = new ArrayList<>();
        for (Part part : parts) {
            body.add(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + part.name() + "\"; filename=\""
                            + part.fileName() + "\"\r\nContent-Type: image/jpeg\r\n\r\n")
                    .getBytes(UTF_8));
            body.add(part.content().getBytes());
            body.add("\r\n".getBytes(UTF_8));
        }
        body.add(("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
        return send("POST", path, "multipart/form-data; boundary=" + BOUNDARY, BodyPublishers.ofByteArrays(body));
    }

    public Optional<String> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    private Answer send(String method, String path, String mediaType, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body);
        if (!mediaType.isEmpty()) {
            request.header("Content-Type", mediaType);
        }
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        cookie("gl_csrf").ifPresent(token -> request.header("X-CSRF-Token", token));
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), new String(response.body(), UTF_8), response);
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
