package io.gourmetloop.labelstudio;

import static io.gourmetloop.testing.Await.await;

import io.gourmetloop.platform.config.LabelStudioConfig;
import io.gourmetloop.platform.config.Schedule;
import io.gourmetloop.platform.config.Secret;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/** An HTTP server that says what a test wants Label Studio to say, and remembers what it was asked. */
final class FakeStudio implements AutoCloseable {
    final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;

    /** A status with a body; status 0 says nothing at all. */
    record Reply(int status, String body, Map<String, String> headers) {
        Reply(int status, String body) {
            this(status, body, Map.of());
        }
    }

    FakeStudio(Function<HttpServerRequest, Reply> replies) {
        this.server = await(vertx.createHttpServer()
                .requestHandler(request -> {
                    requests.add(request.method() + " " + request.path() + " " + request.getHeader("Authorization"));
                    reply(request, replies.apply(request));
                })
                .listen(0, "127.0.0.1"));
    }

    private static void reply(HttpServerRequest request, Reply reply) {
        if (reply.status() == 0) {
            return;
        }
        reply.headers().forEach(request.response()::putHeader);
        var unused = request.response().setStatusCode(reply.status()).end(reply.body());
    }

    static Reply json(JsonObject body) {
        return new Reply(200, body.encode());
    }

    LabelStudioClient client(String token) {
        return client(token, Duration.ofSeconds(10));
    }

    LabelStudioClient client(String token, Duration timeout) {
        return client(vertx, URI.create("http://127.0.0.1:" + server.actualPort()), token, timeout);
    }

    static LabelStudioClient client(Vertx vertx, URI url, String token, Duration timeout) {
        return new LabelStudioClient(
                vertx,
                new LabelStudioConfig(
                        url,
                        null,
                        new Secret(token),
                        null,
                        "",
                        new Secret(""),
                        LabelStudioConfig.PhotoLinks.S3,
                        null,
                        new Secret(""),
                        false,
                        timeout,
                        timeout,
                        Schedule.every(Duration.ZERO),
                        Schedule.every(Duration.ZERO),
                        Schedule.every(Duration.ZERO)),
                new Random(1),
                new SimpleMeterRegistry());
    }

    long count(String start) {
        return List.copyOf(requests).stream()
                .filter(request -> request.startsWith(start))
                .count();
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
