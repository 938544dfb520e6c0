package io.gourmetloop.web;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.loop.labeling.MlCredentials;
import io.gourmetloop.loop.labeling.StudioBlueprint;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Lets in to the ML backend who has the credentials that the set-up gave to Label Studio: it has no account here. */
public final class MlDoor implements Handler<RoutingContext> {
    private final Optional<MlCredentials> credentials;

    /** {@code credentials} are empty where the ML backend is switched off. */
    public MlDoor(Optional<MlCredentials> credentials) {
        this.credentials = credentials;
    }

    static boolean leadsTo(String path) {
        return path.startsWith(StudioBlueprint.ML_PATH + "/");
    }

    @Override
    public void handle(RoutingContext ctx) {
        if (credentials.isEmpty()) {
            ctx.fail(
                    new Failure(ErrorCode.NOT_FOUND, "There is no ML backend here; label-studio.ml-backend makes one"));
        } else if (credentials.get().areIn(ctx.request().getHeader(HttpHeaders.AUTHORIZATION))) {
            ctx.next();
        } else {
            ctx.response().putHeader("WWW-Authenticate", "Basic realm=\"GourmetLoop\"");
            ctx.fail(new Failure(
                    ErrorCode.NOT_LOGGED_IN,
                    "Only the Label Studio that was set up by this server is answered; gourmetloop label-studio setup"
                            + " gives it the credentials"));
        }
    }
}
