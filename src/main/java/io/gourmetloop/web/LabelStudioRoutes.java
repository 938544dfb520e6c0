package io.gourmetloop.web;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.loop.labeling.StudioBlueprint;
import io.gourmetloop.loop.labeling.StudioHints;
import io.gourmetloop.loop.labeling.WebhookProbes;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What Label Studio announces. */
public final class LabelStudioRoutes implements Resource {
    private final Optional<StudioHints> hints;
    private final WebhookProbes probes;
    private final WebhookSecret secret;

    /** {@code hints} are empty where nobody annotates in Label Studio. */
    public LabelStudioRoutes(Optional<StudioHints> hints, WebhookProbes probes, WebhookSecret secret) {
        this.hints = hints;
        this.probes = probes;
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
        taken(ctx).onSuccess(done -> Replies.nothing(ctx)).onFailure(ctx::fail);
    }

    private Future<Void> taken(RoutingContext ctx) {
        String probe = ctx.request().getParam(StudioBlueprint.PROBE_PARAMETER);
        if (probe != null) {
            return probes.arrived(UUID.fromString(probe));
        }
        SamplingStream stream = SamplingStream.parse(ctx.pathParam("stream"));
        return hints.orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, "Label Studio is not enabled on this server"))
                .take(Announcement.read(stream, ctx.body().asJsonObject()));
    }
}
