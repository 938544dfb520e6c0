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
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads one photo from a request into memory, capped: the part {@code file} of a form, or a raw body. Runs on the event loop
 * of the request. The limit is checked on the fly, whatever {@code Content-Length} says.
 */
final class UploadReader {
    private static final String FORM = "multipart/form-data";
    private static final Set<String> PHOTOS = Set.of("image/jpeg", "image/png", "image/webp");

    private final long maxBytes;
    private final Bodies bodies;

    UploadReader(long maxBytes, Bodies bodies) {
        this.maxBytes = maxBytes;
        this.bodies = bodies;
    }

    /**
     * What {@code use} makes of the photo, within {@code patience} from its last byte. The memory of the photo is given
     * back when {@code use} has ended, which may be later. Fails with EMPTY_BODY, BODY_TOO_LARGE, BODY_TOO_SLOW,
     * UNSUPPORTED_FORMAT or INVALID_REQUEST, and with QUEUE_FULL or RATE_LIMITED before a byte is read; reads no further
     * then.
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
        if (Bodies.declaredLength(request).orElse(0L) > maxBytes) {
            throw tooLarge();
        }
        String type = mediaType(request);
        if (!type.equals(FORM) && !PHOTOS.contains(type)) {
            throw new Failure(
                    ErrorCode.UNSUPPORTED_FORMAT,
                    "Send the photo as the part 'file' of a multipart form, or raw as image/jpeg, image/png or"
                            + " image/webp, not as '" + type + "'");
        }
        if (type.equals(FORM) && !request.getHeader(HttpHeaders.CONTENT_TYPE).contains("boundary=")) {
            throw new Failure(
                    ErrorCode.INVALID_REQUEST,
                    "The content type of a form names its boundary: multipart/form-data; boundary=…");
        }
    }

    private static String mediaType(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
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
        private @Nullable String part;

        Reading(RoutingContext ctx) {
            request = ctx.request();
            intake = bodies.open(ctx, Bodies.declaredLength(request).orElse(0L), promise::tryFail);
            request.exceptionHandler(e -> promise.tryFail(new Failure(
                    ErrorCode.INVALID_REQUEST,
                    "The upload broke off or is no well-formed request: " + e.getMessage(),
                    e)));
        }

        /** The request was paused while its viewer was looked up. */
        Future<Content> photo() {
            if (mediaType(request).equals(FORM)) {
                request.setExpectMultipart(true);
                request.uploadHandler(this::part);
            } else {
                collect(request);
            }
            request.endHandler(end -> finish()).resume();
            return promise.future().onComplete(done -> {
                intake.complete();
                bytes.clear();
            });
        }

        private void part(HttpServerFileUpload upload) {
            if (part != null) {
                promise.tryFail(new Failure(
                        ErrorCode.INVALID_REQUEST,
                        "Send one photo a request, in the part 'file'; this form has several"));
                return;
            }
            part = upload.name();
            collect(upload);
        }

        private void collect(ReadStream<Buffer> stream) {
            stream.handler(chunk -> {
                if (promise.future().isComplete()) {
                    return;
                }
                if (bytes.size() + (long) chunk.length() > maxBytes) {
                    promise.tryFail(tooLarge());
                } else {
                    keep(chunk);
                }
            });
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
            if (bytes.size() == 0) {
                promise.tryFail(
                        new Failure(ErrorCode.EMPTY_BODY, "The upload is empty; send a photo in the part 'file'"));
            } else if (part != null && !part.equals("file")) {
                promise.tryFail(new Failure(
                        ErrorCode.INVALID_REQUEST, "The photo belongs in the part 'file', not '" + part + "'"));
            } else {
                promise.tryComplete(bytes.joined());
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
