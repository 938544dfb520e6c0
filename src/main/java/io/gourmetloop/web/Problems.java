package io.gourmetloop.web;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.RequestId;
import io.netty.handler.codec.DecoderException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.openapi.validation.ValidatorErrorType;
import io.vertx.openapi.validation.ValidatorException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what went wrong into {@code application/problem+json} (RFC 9457); the only place that knows HTTP statuses. */
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String MEDIA_TYPE = "application/problem+json";
    private static final Duration LINGERING = Duration.ofSeconds(10);

    private Problems() {}

    /** Failure handler of every route. */
    static void reply(RoutingContext ctx) {
        Throwable cause = ctx.failure();
        reply(ctx, cause == null ? ofStatus(ctx.statusCode(), ctx) : asFailure(cause, ctx));
    }

    static void noRoute(RoutingContext ctx) {
        reply(ctx, ofStatus(404, ctx));
    }

    static void wrongMethod(RoutingContext ctx) {
        reply(ctx, ofStatus(405, ctx));
    }

    private static void reply(RoutingContext ctx, Failure failure) {
        HttpServerResponse response = ctx.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        int status = status(failure.code().kind());
        failure.retryAfter().ifPresent(wait -> response.putHeader(HttpHeaders.RETRY_AFTER, seconds(wait)));
        if (status == 503 && failure.retryAfter().isEmpty()) {
            response.putHeader(HttpHeaders.RETRY_AFTER, "2");
        }
        boolean unread = !ctx.request().isEnded();
        if (unread) {
            response.putHeader(HttpHeaders.CONNECTION, "close");
        }
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, Replies.NO_STORE)
                .end(body(RequestIds.of(ctx), failure, status).toBuffer())
                .onSuccess(done -> hangUp(ctx, unread, failure.code()))
                .onFailure(e -> LOG.debug("The caller left before its problem was told: {}", e.getMessage()));
    }

    /**
     * Closes the connection behind a body that nobody will read. What still comes is thrown away for a while first: closed
     * with bytes unread, the connection would be reset, and who is still sending would never see the answer (RFC 9112,
     * 9.6). Who sends too slowly is not waited for.
     */
    private static void hangUp(RoutingContext ctx, boolean unread, ErrorCode code) {
        HttpServerRequest request = ctx.request();
        if (!unread) {
            return;
        }
        if (request.isEnded() || code.kind() == ErrorCode.Kind.TOO_SLOW) {
            close(request.connection());
            return;
        }
        long timer = ctx.vertx().setTimer(LINGERING.toMillis(), id -> close(request.connection()));
        request.handler(rest -> {})
                .endHandler(end -> {
                    ctx.vertx().cancelTimer(timer);
                    close(request.connection());
                })
                .resume();
    }

    private static void close(HttpConnection connection) {
        connection.close().onFailure(e -> LOG.debug("Connection was gone already: {}", e.getMessage()));
    }

    /** Of a request that no router sees; its connection is closed. */
    static void refuse(HttpServerRequest request, Failure failure) {
        RequestId id = RequestId.create();
        int status = status(failure.code().kind());
        LOG.debug("[{}] {}", id.value(), failure.detail());
        request.response()
                .setStatusCode(status)
                .putHeader(RequestIds.HEADER, id.value())
                .putHeader(HttpHeaders.CONNECTION, "close")
                .putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, Replies.NO_STORE)
                .end(body(id.value(), failure, status).toBuffer())
                .onComplete(done -> close(request.connection()));
    }

    private static JsonObject body(String requestId, Failure failure, int status) {
        return new JsonObject()
                .put("type", "about:blank")
                .put("title", title(failure.code()))
                .put("status", status)
                .put("code", failure.code().name())
                .put("detail", failure.detail())
                .put("request_id", requestId);
    }

    private static Failure asFailure(Throwable cause, RoutingContext ctx) {
        if (cause instanceof Failure failure) {
            if (failure.code().kind() == ErrorCode.Kind.UNAVAILABLE) {
                LOG.warn(
                        "{} {}: {} {}", ctx.request().method(), ctx.request().path(), failure.code(), failure.detail());
            }
            return failure;
        }
        if (cause instanceof TimeoutException) {
            LOG.warn(
                    "{} {} took too long", ctx.request().method(), ctx.request().path());
            return new Failure(ErrorCode.DEADLINE_EXCEEDED, "This takes too long at the moment; try again");
        }
        if (isOfDecoder(cause)) {
            return new Failure(
                    ErrorCode.INVALID_REQUEST, "The body is no well-formed HTTP: " + cause.getMessage(), cause);
        }
        if (cause instanceof HttpClosedException) {
            return new Failure(ErrorCode.INVALID_REQUEST, "The request broke off");
        }
        if (cause instanceof ValidatorException invalid) {
            return ofValidation(invalid);
        }
        if (cause instanceof HttpException http) {
            return ofStatus(http.getStatusCode(), ctx);
        }
        LOG.error("{} {} failed", ctx.request().method(), ctx.request().path(), cause);
        return new Failure(ErrorCode.INTERNAL, "Something went wrong here; the log has it under this request id");
    }

    /** Netty reports a malformed body by exceptions of many types, and calls none of them a decoder's. */
    private static boolean isOfDecoder(Throwable cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        return cause instanceof DecoderException
                || (trace.length > 0 && trace[0].getClassName().startsWith("io.netty.handler.codec.http."));
    }

    private static Failure ofValidation(ValidatorException invalid) {
        Throwable cause = invalid.getCause();
        String reason = cause == null || cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
        boolean wrongType = invalid.type() == ValidatorErrorType.UNSUPPORTED_VALUE_FORMAT;
        return new Failure(
                wrongType ? ErrorCode.UNSUPPORTED_FORMAT : ErrorCode.INVALID_REQUEST,
                invalid.getMessage() + reason + "; the contract is at /docs");
    }

    private static Failure ofStatus(int status, RoutingContext ctx) {
        String path = ctx.request().path();
        return switch (status) {
            case 400 -> new Failure(ErrorCode.INVALID_REQUEST, "The request is malformed; the contract is at /docs");
            case 401 -> new Failure(ErrorCode.NOT_LOGGED_IN, "Log in first");
            case 403 -> new Failure(ErrorCode.FORBIDDEN, "This is not allowed");
            case 404 -> new Failure(ErrorCode.NOT_FOUND, "There is nothing at " + path);
            case 405 ->
                new Failure(
                        ErrorCode.METHOD_NOT_ALLOWED,
                        path + " does not answer to " + ctx.request().method());
            case 413 -> new Failure(ErrorCode.BODY_TOO_LARGE, "The body is larger than this route takes");
            case 415 -> new Failure(ErrorCode.UNSUPPORTED_FORMAT, "The route does not take this content type");
            case 417 ->
                new Failure(
                        ErrorCode.INVALID_REQUEST,
                        "Of the header Expect, only 100-continue is understood; leave it out");
            default ->
                new Failure(ErrorCode.INTERNAL, "Something went wrong here; the log has it under this request id");
        };
    }

    static int status(ErrorCode.Kind kind) {
        return switch (kind) {
            case MALFORMED -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case METHOD_NOT_ALLOWED -> 405;
            case TOO_SLOW -> 408;
            case CONFLICT -> 409;
            case TOO_LARGE -> 413;
            case UNSUPPORTED -> 415;
            case UNPROCESSABLE -> 422;
            case RATE_LIMITED -> 429;
            case BUG -> 500;
            case UNAVAILABLE -> 503;
        };
    }

    private static String title(ErrorCode code) {
        String words = code.name().replace('_', ' ').toLowerCase(java.util.Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String seconds(Duration wait) {
        return Long.toString(Math.max(1, (wait.toMillis() + 999) / 1000));
    }
}
