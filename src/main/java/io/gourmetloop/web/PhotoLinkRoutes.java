package io.gourmetloop.web;

import io.gourmetloop.loop.labeling.LinkedPhotos;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** Photos of tasks by signed links. */
public final class PhotoLinkRoutes implements Resource {
    private final LinkedPhotos photos;

    public PhotoLinkRoutes(LinkedPhotos photos) {
        this.photos = photos;
    }

    @Override
    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("getLinkedPhoto", this::photo);
    }

    /** The page that shows it is of another origin; what lets it in is the signature, not who asks. */
    private void photo(RoutingContext ctx) {
        ctx.response().putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        photos.photo(ctx.pathParam("photo"), ctx.request().getParam("signature"))
                .onSuccess(photo -> Replies.photo(ctx, photo.mediaType(), photo.bytes()))
                .onFailure(ctx::fail);
    }
}
