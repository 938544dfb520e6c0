package io.gourmetloop.web;

import io.gourmetloop.web.limits.Intake;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/** Reads JSON bodies into memory, capped, before their routes see the request. */
final class JsonReader {
    private static final int MAX_BYTES = 64 * 1024;
    /** Label Studio sends the whole project, with all of its labels, along with each annotation. */
    private static final int MAX_ANNOUNCEMENT_BYTES = 4 * 1024 * 1024;

    private static final String INTAKE = JsonReader.class.getName() + ".intake";

    private final Bodies bodies;
    private final BodyHandler any = BodyHandler.create(false).setBodyLimit(MAX_BYTES);
    private final BodyHandler announcement = BodyHandler.create(false).setBodyLimit(MAX_ANNOUNCEMENT_BYTES);

    JsonReader(Bodies bodies) {
        this.bodies = bodies;
    }

    /** Fails with BODY_TOO_LARGE or BODY_TOO_SLOW, and with QUEUE_FULL before a byte is read. */
    void read(RoutingContext ctx) {
        boolean large = isOfLabelStudio(ctx.request());
        long expected = expected(ctx.request(), large ? MAX_ANNOUNCEMENT_BYTES : MAX_BYTES);
        Intake intake = bodies.openSmall(ctx, expected, ctx::fail);
        ctx.addEndHandler(end -> intake.close());
        ctx.put(INTAKE, intake);
        (large ? announcement : any).handle(ctx);
    }

    /** The body is there, if there was one to read. */
    static void complete(RoutingContext ctx) {
        Intake intake = ctx.get(INTAKE);
        if (intake != null) {
            intake.complete();
        }
        ctx.next();
    }

    private boolean isOfLabelStudio(HttpServerRequest request) {
        return MlDoor.leadsTo(request.path()) || bodies.isOfLabelStudio(request);
    }

    /** A body that tells its end itself may be as large as any. */
    private static long expected(HttpServerRequest request, long most) {
        boolean chunked = request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
        return Math.min(most, Bodies.declaredLength(request).orElse(chunked ? most : 0L));
    }
}
