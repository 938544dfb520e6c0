package io.gourmetloop.web;

import io.gourmetloop.domain.Content;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one photo from a request into memory, capped: the part {@code file} of a form, or a raw body. Runs on the event loop
 * of the request. The limit is checked on the fly, whatever {@code Content-Length} says.
 */
final class UploadReader {
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    private final long maxBytes;
    private final Duration timeout;

    UploadReader(long maxBytes, Duration timeout) {
        this.maxBytes = maxBytes;
        this.timeout = timeout;
    }

    /** Fails with EMPTY_BODY, BODY_TOO_LARGE, BODY_TOO_SLOW, UNSUPPORTED_FORMAT or INVALID_REQUEST; reads no further then. */
    Future<Content> read(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        if (declaredLength(request) > maxBytes) {
            return Future.failedFuture(tooLarge());
        }
        String type = mediaType(request);
        return switch (type) {
            case "multipart/form-data" -> new Reading(ctx.vertx(), request).form();
            case "image/jpeg", "image/png", "image/webp" -> new Reading(ctx.vertx(), request).raw();
            default ->
                Future.failedFuture(new Failure(
                        ErrorCode.UNSUPPORTED_FORMAT,
                        "Send the photo as the part 'file' of a multipart form, or raw as image/jpeg, image/png or"
                                + " image/webp, not as '" + type + "'"));
        };
    }

    private static long declaredLength(HttpServerRequest request) {
        String declared = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return declared != null && LENGTH.matcher(declared).matches() ? Long.parseLong(declared) : -1;
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

    /** One request being read. */
    private final class Reading {
        private final Vertx vertx;
        private final HttpServerRequest request;
        private final Promise<Content> promise = Promise.promise();
        private final UploadBytes bytes = new UploadBytes();
        private final long timer;
        private @Nullable String part;

        Reading(Vertx vertx, HttpServerRequest request) {
            this.vertx = vertx;
            this.request = request;
            this.timer = vertx.setTimer(
                    timeout.toMillis(),
                    id -> promise.tryFail(new Failure(
                            ErrorCode.BODY_TOO_SLOW,
                            "The upload took longer than " + timeout.toSeconds() + " s; send it again")));
            request.exceptionHandler(e -> promise.tryFail(new Failure(
                    ErrorCode.INVALID_REQUEST,
                    "The upload broke off or is no well-formed request: " + e.getMessage(),
                    e)));
        }

        Future<Content> raw() {
            collect(request);
            request.endHandler(end -> finish());
            return whole();
        }

        Future<Content> form() {
            if (!request.getHeader(HttpHeaders.CONTENT_TYPE).contains("boundary=")) {
                vertx.cancelTimer(timer);
                return Future.failedFuture(new Failure(
                        ErrorCode.INVALID_REQUEST,
                        "The content type of a form names its boundary: multipart/form-data; boundary=…"));
            }
            request.setExpectMultipart(true);
            request.uploadHandler(this::part);
            request.endHandler(end -> finish());
            return whole();
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
                    bytes.add(chunk);
                }
            });
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

        /** The request was paused while its viewer was looked up. */
        private Future<Content> whole() {
            request.resume();
            return promise.future().onComplete(done -> vertx.cancelTimer(timer));
        }
    }
}
