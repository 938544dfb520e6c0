package io.gourmetloop.web;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.loop.labeling.StudioEvent;
import io.gourmetloop.loop.labeling.StudioHints;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Label Studio announces. Only ids are read out of it: everything else is asked for. */
public final class LabelStudioRoutes implements Resource {
    private final Optional<StudioHints> hints;
    private final WebhookSecret secret;

    /** {@code hints} are empty where nobody annotates in Label Studio. */
    public LabelStudioRoutes(Optional<StudioHints> hints, WebhookSecret secret) {
        this.hints = hints;
        this.secret = secret;
    }

    @Override
    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("announceLabelStudioEvent", this::take);
    }

    private void take(RoutingContext ctx) {
        if (!secret.isProvenBy(ctx.request())) {
            ctx.fail(new Failure(
                    ErrorCode.FORBIDDEN, "The announcement lacks the secret of label-studio.webhook-secret"));
            return;
        }
        hints.orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, "Nobody annotates in Label Studio here"))
                .take(event(
                        SamplingStream.parse(ctx.pathParam("stream")),
                        ctx.body().asJsonObject()))
                .onSuccess(done -> Replies.nothing(ctx))
                .onFailure(ctx::fail);
    }

    /** Single things are announced as an object, several as an array. */
    private static StudioEvent event(SamplingStream stream, JsonObject body) {
        boolean deleted = "ANNOTATIONS_DELETED".equals(body.getValue("action"));
        List<Long> tasks = Stream.of("task", "tasks")
                .flatMap(field -> ids(body.getValue(field)))
                .distinct()
                .toList();
        List<String> annotations =
                deleted ? ids(body.getValue("annotations")).map(String::valueOf).toList() : List.of();
        return new StudioEvent(stream, tasks, annotations);
    }

    private static Stream<Long> ids(@Nullable Object announced) {
        if (announced instanceof JsonArray array) {
            return array.stream().flatMap(LabelStudioRoutes::ids);
        }
        return announced instanceof JsonObject object && object.getValue("id") instanceof Number id
                ? Stream.of(id.longValue())
                : Stream.empty();
    }
}
