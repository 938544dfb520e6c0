package io.gourmetloop.doctor;

import static io.gourmetloop.testing.Await.await;

import io.gourmetloop.platform.config.Secret;
import io.gourmetloop.platform.config.StorageConfig;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.StorageGate;
import io.gourmetloop.testing.Backing;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BucketsCheckTest {
    private static final String DENIED = "<Error><Code>AccessDenied</Code><Message>Access Denied.</Message></Error>";

    private final Vertx vertx = Vertx.vertx();
    private final StorageConfig storage = Backing.storage();
    private final String bucket = Bucket.PRODUCTION.name(storage.bucketPrefix());

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    @Test
    void buckets_that_are_there() {
        makeBuckets();

        FindingAssert.ok(check(storage, List.of(Bucket.values())), "8 buckets: write, read and delete");
        FindingAssert.ok(check(storage), "bucket " + bucket + ": write, read and delete");
    }

    @Test
    void buckets_that_were_never_made_are_told_by_name() {
        FindingAssert.failed(
                check(storage, List.of(Bucket.PRODUCTION, Bucket.MODELS)),
                "cannot write to " + bucket + ", " + Bucket.MODELS.name(storage.bucketPrefix())
                        + ": The object store refuses the request (NoSuchBucket",
                "keys of a test");
    }

    @Test
    void keys_that_are_wrong() {
        makeBuckets();

        FindingAssert.failed(
                check(storage.withKeys(storage.accessKey(), new Secret("guessed"))),
                "cannot write to",
                "keys of a test");
    }

    @Test
    void a_store_that_is_not_there() {
        FindingAssert.failed(
                check(at(URI.create("http://127.0.0.1:1")), List.of(Bucket.values())),
                "The object store does not answer (",
                "keys of a test");
    }

    @Test
    void keys_that_may_only_read() {
        makeBuckets();

        FindingAssert.failed(check(denying(HttpMethod.PUT)), "cannot write to " + bucket + ": ", "keys of a test");
    }

    @Test
    void keys_that_may_not_read() {
        makeBuckets();

        FindingAssert.failed(check(denying(HttpMethod.GET)), "cannot read from " + bucket + ": ", "keys of a test");
    }

    @Test
    void keys_that_may_not_delete() {
        makeBuckets();

        FindingAssert.failed(
                check(denying(HttpMethod.DELETE)), "cannot delete from " + bucket + ": ", "keys of a test");
    }

    private Check check(StorageConfig config) {
        return check(config, List.of(Bucket.PRODUCTION));
    }

    private Check check(StorageConfig config, List<Bucket> buckets) {
        return new BucketsCheck(
                "storage", StorageGate.ungated(vertx, config), buckets, config.bucketPrefix(), "keys of a test");
    }

    private void makeBuckets() {
        await(StorageGate.open(vertx, storage)).close();
    }

    /** The real store behind a server that denies a method, as a policy does. */
    private StorageConfig denying(HttpMethod method) {
        HttpServer policy = await(vertx.createHttpServer()
                .requestHandler(request -> {
                    if (request.method().equals(method)) {
                        var unused = request.response().setStatusCode(403).end(DENIED);
                    } else {
                        pass(request);
                    }
                })
                .listen(0, "127.0.0.1"));
        return at(URI.create("http://127.0.0.1:" + policy.actualPort()));
    }

    private void pass(HttpServerRequest request) {
        RequestOptions options = new RequestOptions()
                .setMethod(request.method())
                .setAbsoluteURI(storage.endpoint() + request.uri())
                .setHeaders(request.headers());
        var unused = request.body()
                .compose(body -> vertx.createHttpClient()
                        .request(options)
                        .compose(call -> call.send(body))
                        .compose(answer -> answer.body().compose(content -> {
                            request.response().headers().setAll(answer.headers());
                            return request.response()
                                    .setStatusCode(answer.statusCode())
                                    .end(content);
                        })));
    }

    private StorageConfig at(URI endpoint) {
        return new StorageConfig(
                endpoint,
                storage.region(),
                storage.accessKey(),
                storage.secretKey(),
                storage.bucketPrefix(),
                storage.threads(),
                storage.timeout(),
                storage.retryAfter(),
                storage.maxSpooled());
    }
}
