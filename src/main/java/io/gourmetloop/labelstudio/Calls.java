package io.gourmetloop.labelstudio;

import io.gourmetloop.domain.Deadline;
import io.gourmetloop.domain.Failure;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Sends calls: with a token, within a deadline, and again where that can do no harm. */
final class Calls {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final int ATTEMPTS = 3;
    private static final Set<Integer> MAY_PASS = Set.of(429, 500, 502, 503, 504);
    private static final int UNAUTHORIZED = 401;

    private final Vertx vertx;
    private final WebClient http;
    private final String base;
    private final Credentials credentials;
    private final Refusals refusals;
    private final Duration timeout;
    private final RandomGenerator random;
    private final CallMeters meters;

    Calls(Vertx vertx, URI url, String token, Duration timeout, RandomGenerator random, CallMeters meters) {
        this.vertx = vertx;
        this.http = WebClient.create(
                vertx, new WebClientOptions().setFollowRedirects(false).setConnectTimeout((int) CONNECT.toMillis()));
        this.base = url.toString().replaceAll("/+$", "");
        this.credentials = Credentials.of(token, this::exchange);
        this.refusals = new Refusals(base, credentials.kind());
        this.timeout = timeout;
        this.random = random;
        this.meters = meters;
    }

    String tokenKind() {
        return credentials.kind();
    }

    /** The body of an answer of 2xx. Fails with what {@link Refusals} makes of anything else. */
    Future<Buffer> send(Call call) {
        return send(call, timeout);
    }

    Future<Buffer> send(Call call, Duration limit) {
        return tried(call, Deadline.after(limit), 1)
                .recover(e -> Future.failedFuture(e instanceof Failure ? e : refusals.silence(call, e)))
                .map(response -> accepted(call, response));
    }

    private Buffer accepted(Call call, HttpResponse<Buffer> response) {
        if (response.statusCode() / 100 != 2) {
            throw refusals.of(call, response);
        }
        Buffer body = response.body();
        return body == null ? Buffer.buffer() : body;
    }

    private Future<HttpResponse<Buffer>> tried(Call call, Deadline deadline, int attempt) {
        return authorized(call, deadline)
                .transform(ended -> isWorthAnother(call, ended, attempt, deadline)
                        ? pause(attempt).compose(waited -> tried(call, deadline, attempt + 1))
                        : settled(ended));
    }

    private static <T> Future<T> settled(AsyncResult<T> ended) {
        return ended.succeeded() ? Future.succeededFuture(ended.result()) : Future.failedFuture(ended.cause());
    }

    private static boolean isWorthAnother(
            Call call, AsyncResult<HttpResponse<Buffer>> ended, int attempt, Deadline deadline) {
        boolean mayPass = ended.failed()
                ? !(ended.cause() instanceof Failure)
                : MAY_PASS.contains(ended.result().statusCode());
        return mayPass && call.repeatable() && attempt < ATTEMPTS && !deadline.passed();
    }

    /** Doubles with each attempt, shortened by up to half so that those who wait spread out. */
    private Future<?> pause(int attempt) {
        double full = Math.scalb((double) FIRST_PAUSE.toMillis(), attempt - 1);
        return vertx.timer(Math.max(1, Math.round(full * (1 - random.nextDouble() / 2))));
    }

    /** An access token may have been withdrawn before its time: a refused one is renewed once. */
    private Future<HttpResponse<Buffer>> authorized(Call call, Deadline deadline) {
        return credentials
                .header()
                .compose(header -> request(call, header, deadline)
                        .compose(response -> response.statusCode() == UNAUTHORIZED && credentials.refused(header)
                                ? credentials.header().compose(fresh -> request(call, fresh, deadline))
                                : Future.succeededFuture(response)));
    }

    private Future<HttpResponse<Buffer>> request(Call call, String authorization, Deadline deadline) {
        HttpRequest<Buffer> request =
                request(call, deadline).putHeader(HttpHeaders.AUTHORIZATION.toString(), authorization);
        JsonObject body = call.body();
        Timer.Sample sample = meters.start();
        return (body == null ? request.send() : request.sendJsonObject(body))
                .onComplete(answer -> meters.ended(sample, call, answer));
    }

    private HttpRequest<Buffer> request(Call call, Deadline deadline) {
        HttpRequest<Buffer> request = http.requestAbs(call.method(), base + call.path())
                .timeout(Math.max(1, deadline.remaining().toMillis()))
                .putHeader(HttpHeaders.ACCEPT.toString(), "application/json");
        call.query().forEach(request::addQueryParam);
        return request;
    }

    private Future<String> exchange(String token) {
        Call call = Call.post("/api/token/refresh/", new JsonObject().put("refresh", token));
        return request(call, Deadline.after(timeout))
                .sendJsonObject(call.body())
                .map(response -> accepted(call, response).toJsonObject().getString("access"));
    }
}
