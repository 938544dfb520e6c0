package io.gourmetloop.doctor;

import static io.gourmetloop.testing.Await.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** An HTTP server that says what a test wants a server or Label Studio to say. */
final class PretendPeer implements AutoCloseable {
    final Vertx vertx = Vertx.vertx();
    /** {@code POST /api/webhooks/}. */
    final Set<String> asked = Collections.newSetFromMap(new ConcurrentHashMap<>());

    private final Map<String, Function<Buffer, Future<Reply>>> replies = new ConcurrentHashMap<>();
    private final HttpServer server;

    record Reply(int status, String body) {}

    PretendPeer() {
        server = await(vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"));
    }

    private void answer(HttpServerRequest request) {
        String call = request.method() + " " + request.path();
        asked.add(call);
        request.body()
                .compose(body -> replies.getOrDefault(call, any -> Future.succeededFuture(new Reply(404, "{}")))
                        .apply(body))
                .compose(reply ->
                        request.response().setStatusCode(reply.status()).end(reply.body()))
                .onFailure(e -> {
                    var unused = request.connection().close();
                });
    }

    @CanIgnoreReturnValue
    PretendPeer on(String call, int status, String body) {
        return on(call, any -> Future.succeededFuture(new Reply(status, body)));
    }

    @CanIgnoreReturnValue
    PretendPeer on(String call, Function<Buffer, Future<Reply>> reply) {
        replies.put(call, reply);
        return this;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    Peer peer() {
        return new Peer(vertx.createHttpClient(), address());
    }

    /** Where nobody listens. */
    Peer nobody() {
        return new Peer(vertx.createHttpClient(), URI.create("http://127.0.0.1:1"));
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
