package io.gourmetloop.doctor;

import io.gourmetloop.domain.Deadline;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.labelstudio.LabelStudioClient;
import io.gourmetloop.labelstudio.Project;
import io.gourmetloop.labelstudio.Webhook;
import io.gourmetloop.loop.labeling.StudioBlueprint;
import io.gourmetloop.loop.labeling.WebhookProbes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Whether what Label Studio announces arrives at a server. A webhook of its own, with the address and the secret of the
 * settings, is made for a moment and set off by saving a project as it is; the server keeps what it is told by it.
 */
public record StudioWebhookCheck(LabelStudioClient client, StudioBlueprint blueprint, WebhookProbes probes, Vertx vertx)
        implements Check {
    private static final SamplingStream ONE_OF_FOUR = SamplingStream.RANDOM;
    /** Label Studio waits for a second, in the call that sets it off. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final long BETWEEN_LOOKS = 200;

    @Override
    public String name() {
        return "label-studio-webhook";
    }

    @Override
    public List<String> needs() {
        return List.of(DatabaseCheck.NAME, ServerCheck.NAME, StudioTokenCheck.NAME);
    }

    @Override
    public Future<Finding> run() {
        UUID probe = UUID.randomUUID();
        return blueprint
                .webhookProbe(ONE_OF_FOUR, probe)
                .map(settings -> StudioProjects.find(client, blueprint.title(ONE_OF_FOUR))
                        .compose(found -> found.map(project -> roundTrip(project, settings, probe))
                                .orElseGet(() ->
                                        Future.succeededFuture(StudioProjects.missing(blueprint.title(ONE_OF_FOUR))))))
                .orElseGet(() -> Future.succeededFuture(Finding.notUsed(
                        "label-studio.webhook-url is blank: changes are found by asking, which takes longer")));
    }

    private Future<Finding> roundTrip(Project project, Webhook.Settings settings, UUID probe) {
        return client.createWebhook(project.id(), settings)
                .compose(webhook -> client.updateProject(project.id(), project.settings())
                        .compose(done -> arrival(probe, Deadline.after(PATIENCE)))
                        .eventually(() -> client.deleteWebhook(webhook.id())))
                .map(this::finding)
                .otherwise(e -> Finding.failed(Finding.reason(e), remedy(e)));
    }

    private Future<Boolean> arrival(UUID probe, Deadline deadline) {
        return probes.hasArrived(probe)
                .compose(arrived -> arrived || deadline.passed()
                        ? Future.succeededFuture(arrived)
                        : vertx.timer(BETWEEN_LOOKS).compose(waited -> arrival(probe, deadline)));
    }

    private Finding finding(boolean arrived) {
        return arrived
                ? Finding.ok(
                        "what it announces arrives at " + blueprint.studio().webhookUrl())
                : Finding.failed(
                        "what it announces to " + blueprint.studio().webhookUrl() + " does not arrive",
                        "label-studio.webhook-url has to lead from Label Studio to this server, within a second, and"
                                + " the server has to have the same label-studio.webhook-secret as these settings");
    }

    private static String remedy(Throwable error) {
        return LabelStudioClient.isPrivateAddress(error)
                ? "start Label Studio with USE_DEFAULT_BANNED_SUBNETS=false and"
                        + " USER_ADDITIONAL_BANNED_SUBNETS=169.254.0.0/16, or give the server a public address"
                : "label-studio.webhook-url needs a host with a dot in its name, which Label Studio can resolve";
    }
}
