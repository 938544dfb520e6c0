package io.gourmetloop.web;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.gourmetloop.domain.Content;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.web.limits.Intake;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;

/**
 * Reads one photo from a request into memory, capped: the part {@code file} of a form, or a raw body. Runs on the event loop
 * of the request. The limit is checked on the fly, whatever {@code Content-Length} says.
 */
final class UploadReader {
    private static final String FORM = "multipart/form-data";

    private final long maxBytes;
    private final Bodies bodies;

    UploadReader(long maxBytes, Bodies bodies) {
        this.maxBytes = maxBytes;
        this.bodies = bodies;
    }

    /**
     * What {@code use} makes of the photo, within {@code patience} from its last byte. The memory of the photo is given
     * back when {@code use} has ended, which may be later. Fails with EMPTY_BODY, BODY_TOO_LARGE, BODY_TOO_SLOW or
     * INVALID_REQUEST, and with QUEUE_FULL or RATE_LIMITED before a byte is read; reads no further then.
     */
    <T> Future<T> read(RoutingContext ctx, Function<Content, Future<T>> use, Duration patience) {
        try {
            requireReadable(ctx.request());
            Reading reading = new Reading(ctx);
            return reading.photo()
                    .onFailure(e -> reading.close())
                    .compose(photo -> reading.closedAfter(use, photo).timeout(patience.toMillis(), MILLISECONDS));
        } catch (Failure refused) {
            return Future.failedFuture(refused);
        }
    }

    private void requireReadable(HttpServerRequest request) {
        if (Bodies.declaredLength(request).orElse(0L) > limit(request)) {
            throw tooLarge();
        }
        if (isForm(request) && !contentType(request).contains("boundary=")) {
            throw new Failure(
                    ErrorCode.INVALID_REQUEST,
                    "The content type of a form names its boundary: multipart/form-data; boundary=…");
        }
    }

    private long limit(HttpServerRequest request) {
        return isForm(request) ? maxBytes + PhotoForm.MOST_BESIDES : maxBytes;
    }

    /** Of any other body the bytes decide, whatever its sender calls it. */
    private static boolean isForm(HttpServerRequest request) {
        return contentType(request).split(";", 2)[0].strip().equalsIgnoreCase(FORM);
    }

    private static String contentType(HttpServerRequest request) {
        return Objects.requireNonNullElse(request.getHeader(HttpHeaders.CONTENT_TYPE), "");
    }

    private Failure tooLarge() {
        return new Failure(
                ErrorCode.BODY_TOO_LARGE,
                "The upload is larger than the limit of " + maxBytes / 1_000_000 + " MB; send a smaller photo");
    }

    /** One request being read, and its memory. */
    private final class Reading implements AutoCloseable {
        private final HttpServerRequest request;
        private final Promise<Content> promise = Promise.promise();
        private final UploadBytes bytes = new UploadBytes();
        private final Intake intake;
        private final long limit;

        Reading(RoutingContext ctx) {
            request = ctx.request();
            limit = limit(request);
            intake = bodies.open(ctx, Bodies.declaredLength(request).orElse(0L), promise::tryFail);
            request.exceptionHandler(e -> promise.tryFail(new Failure(
                    ErrorCode.INVALID_REQUEST,
                    "The upload broke off or is no well-formed request: " + e.getMessage(),
                    e)));
        }

        /** The request was paused while its viewer was looked up. */
        Future<Content> photo() {
            request.handler(this::collect).endHandler(end -> finish());
            bodies.letCome(request);
            return promise.future().onComplete(done -> {
                intake.complete();
                bytes.clear();
            });
        }

        private void collect(Buffer chunk) {
            if (promise.future().isComplete()) {
                return;
            }
            if (bytes.size() + (long) chunk.length() > limit) {
                promise.tryFail(tooLarge());
            } else {
                keep(chunk);
            }
        }

        private void keep(Buffer chunk) {
            try {
                intake.arrived(chunk.length());
                bytes.add(chunk);
            } catch (Failure full) {
                promise.tryFail(full);
            }
        }

        private void finish() {
            if (promise.future().isComplete()) {
                return;
            }
            try {
                Content photo = isForm(request) ? PhotoForm.photo(contentType(request), bytes) : bytes.joined();
                if (photo.size() == 0) {
                    throw PhotoForm.empty();
                }
                if (photo.size() > maxBytes) {
                    throw tooLarge();
                }
                promise.tryComplete(photo);
            } catch (RuntimeException refused) {
                // also what a decoder throws at bytes of a stranger: whoever waits is answered, and the memory given
                // back
                promise.tryFail(refused);
            }
        }

        <T> Future<T> closedAfter(Function<Content, Future<T>> use, Content photo) {
            return Future.succeededFuture(photo).compose(use).onComplete(done -> close());
        }

        @Override
        public void close() {
            intake.close();
        }
    }
}
