package io.gourmetloop.web;

import io.gourmetloop.domain.Failure;
import io.gourmetloop.web.limits.Intake;
import io.gourmetloop.web.limits.UploadMemory;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the bodies of requests come, by what their senders may take of memory and time. */
public record Bodies(UploadMemory memory, Intake.Pace pace, ClientAddress addresses, WebhookSecret labelStudio) {
    private static final Logger LOG = LoggerFactory.getLogger(Bodies.class);
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    /** In bytes; empty where the body tells its end itself, or there is none. */
    static Optional<Long> declaredLength(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.CONTENT_LENGTH))
                .filter(length -> LENGTH.matcher(length).matches())
                .map(Long::parseLong);
    }

    /** See {@link Intake#open}. Fails with RATE_LIMITED or QUEUE_FULL. */
    Intake open(RoutingContext ctx, long expected, Handler<Failure> late) {
        return Intake.open(ctx.vertx(), ctx.request(), pace, memory, expected, sender(ctx.request()), late);
    }

    /** For bodies that are small by their limit: they count towards memory, and not towards the uploads of an address. */
    Intake openSmall(RoutingContext ctx, long expected, Handler<Failure> late) {
        return Intake.open(ctx.vertx(), ctx.request(), pace, memory, expected, Optional.empty(), late);
    }

    /** Who asks whether to send the body at all is told so: not before everything else was looked at. */
    void letCome(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_1_0
                && "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue().onFailure(e -> LOG.debug("Its sender is gone: {}", e.getMessage()));
        }
        request.resume();
    }

    /** Empty where the sender has proven who it is by more than a cookie: the gatekeeper refuses unknown tokens before. */
    private Optional<String> sender(HttpServerRequest request) {
        boolean proven = request.headers().contains(HttpHeaders.AUTHORIZATION) || isOfLabelStudio(request);
        return proven ? Optional.empty() : Optional.of(addresses.of(request));
    }

    boolean isOfLabelStudio(HttpServerRequest request) {
        return labelStudio.isProvenBy(request);
    }
}
