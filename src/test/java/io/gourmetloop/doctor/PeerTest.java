package io.gourmetloop.doctor;

import static io.gourmetloop.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PeerTest {
    private final PretendPeer server = new PretendPeer().on("GET /ready", 200, "yes");
    /** A second request waits here until the first is answered as a whole. */
    private final HttpClient oneConnection = server.vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(1));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_thread_that_is_held_up_while_the_answer_arrives_misses_nothing() {
        Peer.Answer answer = await(new Peer(heldUp(), server.address()).get("/ready"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().toString()).isEqualTo("yes");
    }

    /** A client whose caller gets each step back only when the answer to its request is there. */
    private HttpClient heldUp() {
        return proxy(HttpClient.class, (self, method, arguments) -> {
            Object result = method.invoke(oneConnection, arguments);
            return method.getName().equals("request") ? heldUp((Future<?>) result) : result;
        });
    }

    private Future<?> heldUp(Future<?> request) {
        return proxy(Future.class, (self, method, arguments) -> {
            Object next = method.invoke(request, arguments);
            await((Future<?>) next);
            await(another());
            return next;
        });
    }

    private Future<?> another() {
        return oneConnection
                .request(new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(server.address() + "/ready"))
                .compose(this::ended);
    }

    private Future<?> ended(HttpClientRequest request) {
        return request.send().compose(HttpClientResponse::body);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
