package io.gourmetloop.doctor;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Somebody who answers over HTTP, asked without credentials. */
public record Peer(HttpClient http, URI address) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    record Answer(int status, Optional<Instant> now, Buffer body) {}

    Future<Answer> get(String path) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(address.toString().replaceAll("/+$", "") + path)
                .setConnectTimeout(PATIENCE.toMillis());
        return http.request(options).compose(Peer::ask).timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * On the event loop that reads the answer: what arrives before somebody asks for the body is lost, and a thread that
     * is held up between the two would wait for ever.
     */
    private static Future<Answer> ask(HttpClientRequest request) {
        return request.send().compose(response -> response.body().map(body -> answer(response, body)));
    }

    private static Answer answer(HttpClientResponse response, Buffer body) {
        return new Answer(response.statusCode(), time(response.getHeader("Date")), body);
    }

    /** By its answer to anything, to the second; empty where its answers bear no date. */
    public Future<Optional<Instant>> now() {
        return get("/").map(Answer::now);
    }

    private static Optional<Instant> time(@Nullable String header) {
        try {
            return Optional.ofNullable(header)
                    .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
