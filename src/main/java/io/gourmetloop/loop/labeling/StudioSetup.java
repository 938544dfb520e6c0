package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.Labels;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.labelstudio.LabelStudioClient;
import io.gourmetloop.labelstudio.Project;
import io.gourmetloop.labelstudio.Storage;
import io.gourmetloop.labelstudio.Webhook;
import io.gourmetloop.platform.config.Schedule;
import io.gourmetloop.platform.schedule.Job;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ObjectStore;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes Label Studio look like the blueprint, and keeps it so: what is missing is made, what differs is changed, what is
 * right is left alone. A new set of labels thereby reaches annotators soon after a model serves it, and annotations stay.
 */
public final class StudioSetup implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(StudioSetup.class);

    private final LabelStudioClient client;
    private final ObjectStore store;
    private final StudioProjectStore projects;
    private final StudioBlueprint blueprint;
    private final MlConnection mlConnection;
    private final Supplier<Labels> labels;

    public StudioSetup(
            LabelStudioClient client,
            ObjectStore store,
            StudioProjectStore projects,
            StudioBlueprint blueprint,
            Supplier<Labels> labels) {
        this.client = client;
        this.store = store;
        this.projects = projects;
        this.blueprint = blueprint;
        this.mlConnection = new MlConnection(client, blueprint);
        this.labels = labels;
    }

    @Override
    public String name() {
        return "label-studio-setup";
    }

    @Override
    public Schedule schedule() {
        return blueprint.studio().setup();
    }

    @Override
    public Future<String> run() {
        List<String> changes = new ArrayList<>();
        return client.projects()
                .compose(existing -> {
                    Future<Void> done = Future.succeededFuture();
                    for (SamplingStream stream : SamplingStream.values()) {
                        done = done.compose(before -> setUp(stream, existing, changes));
                    }
                    return done;
                })
                .map(done -> changes.isEmpty() ? "All projects are as they should be" : String.join(", ", changes));
    }

    private Future<Void> setUp(SamplingStream stream, List<Project> existing, List<String> changes) {
        return store.put(Bucket.LABELSTUDIO, StudioBlueprint.marker(stream), Buffer.buffer(), "application/x-directory")
                .compose(marked -> projects.find(stream))
                .compose(known -> find(stream, existing, known)
                        .map(project -> updated(stream, project, changes))
                        .orElseGet(() -> created(stream, changes)))
                .compose(project -> storage(Storage.Kind.TARGET, stream, project, changes)
                        .compose(target -> storage(Storage.Kind.SOURCE, stream, project, changes))
                        .compose(source -> projects.put(stream, project, blueprint.address(project), source)
                                .compose(kept -> mlBackend(stream, project, changes))
                                .compose(connected -> webhook(stream, project, changes))));
    }

    /** The one that was set up, whatever it is called now; else the oldest of this name. */
    private Optional<Project> find(SamplingStream stream, List<Project> existing, Optional<StudioProject> known) {
        String title = blueprint.title(stream);
        return existing.stream()
                .filter(project -> known.isPresent()
                        && StudioProject.source(project.id(), project.createdAt())
                                .equals(known.get().source()))
                .findFirst()
                .or(() -> existing.stream()
                        .filter(project -> project.title().equals(title))
                        .min(Comparator.comparingLong(Project::id)));
    }

    private Future<Project> created(SamplingStream stream, List<String> changes) {
        String title = blueprint.title(stream);
        return client.createProject(title, blueprint.project(stream, labels.get()))
                .onSuccess(project -> changes.add("project '" + title + "' created"));
    }

    private Future<Project> updated(SamplingStream stream, Project project, List<String> changes) {
        Project.Settings wanted = blueprint.project(stream, labels.get());
        if (project.settings().equals(wanted)) {
            return Future.succeededFuture(project);
        }
        return client.updateProject(project.id(), wanted)
                .onSuccess(done -> changes.add("project '" + project.title() + "' updated"))
                .map(project);
    }

    /** The id of the storage. */
    private Future<Long> storage(Storage.Kind kind, SamplingStream stream, Project project, List<String> changes) {
        Storage.Settings wanted = kind == Storage.Kind.SOURCE ? blueprint.source(stream) : blueprint.target(stream);
        return client.storages(kind, project.id())
                .compose(all -> all.stream()
                        .filter(storage -> isAt(storage, wanted))
                        .min(Comparator.comparingLong(Storage::id))
                        .map(storage -> checked(kind, project, storage, wanted, changes))
                        .orElseGet(() -> client.createStorage(kind, project.id(), wanted, blueprint.keys())
                                .onSuccess(made -> changes.add(told(kind, project) + " created"))
                                .map(Storage::id)));
    }

    private static boolean isAt(Storage storage, Storage.Settings wanted) {
        return storage.settings().bucket().equals(wanted.bucket())
                && storage.settings().prefix().equals(wanted.prefix());
    }

    /** Keys are not told, so whether they are still right is seen by having Label Studio use them. */
    private Future<Long> checked(
            Storage.Kind kind, Project project, Storage storage, Storage.Settings wanted, List<String> changes) {
        Future<Void> right = storage.settings().equals(wanted)
                ? client.checkStorage(kind, storage.id(), project.id(), wanted)
                : Future.failedFuture(new Failure(ErrorCode.INVALID_VALUE, "It differs"));
        return right.recover(e -> isRefusal(e)
                        ? client.updateStorage(kind, storage.id(), project.id(), wanted, blueprint.keys())
                                .onSuccess(done -> changes.add(told(kind, project) + " updated"))
                        : Future.failedFuture(e))
                .map(storage.id());
    }

    private static String told(Storage.Kind kind, Project project) {
        return (kind == Storage.Kind.SOURCE ? "source" : "target") + " storage of '" + project.title() + "'";
    }

    /** Predictions on demand are a help only, so without them the rest goes on. */
    private Future<Void> mlBackend(SamplingStream stream, Project project, List<String> changes) {
        return mlConnection
                .make(stream, project, changes)
                .recover(e -> isRefusal(e) ? complained("ML backend", project, e, changes) : Future.failedFuture(e));
    }

    /** Announcements make things faster only, so without them the rest goes on. */
    private Future<Void> webhook(SamplingStream stream, Project project, List<String> changes) {
        return client.webhooks(project.id())
                .compose(all -> announce(
                        project,
                        all.stream()
                                .filter(webhook ->
                                        webhook.settings().url().endsWith(StudioBlueprint.WEBHOOK_PATH + stream.text()))
                                .toList(),
                        blueprint.webhook(stream),
                        changes))
                .recover(e -> isRefusal(e) ? complained("webhook", project, e, changes) : Future.failedFuture(e));
    }

    private Future<Void> announce(
            Project project, List<Webhook> ours, Optional<Webhook.Settings> wanted, List<String> changes) {
        if (wanted.isEmpty()) {
            return Future.join(ours.stream()
                            .map(webhook -> client.deleteWebhook(webhook.id())
                                    .onSuccess(done -> changes.add("webhook of '" + project.title() + "' deleted")))
                            .toList())
                    .mapEmpty();
        }
        if (ours.isEmpty()) {
            return client.createWebhook(project.id(), wanted.get())
                    .onSuccess(made -> changes.add("webhook of '" + project.title() + "' created"))
                    .mapEmpty();
        }
        return ours.get(0).settings().equals(wanted.get())
                ? Future.succeededFuture()
                : client.updateWebhook(ours.get(0).id(), project.id(), wanted.get())
                        .onSuccess(done -> changes.add("webhook of '" + project.title() + "' updated"));
    }

    private static Future<Void> complained(String what, Project project, Throwable cause, List<String> changes) {
        LOG.warn("'{}' gets no {}: {}", project.title(), what, cause.getMessage());
        changes.add("no " + what + " for '" + project.title() + "': " + cause.getMessage());
        return Future.succeededFuture();
    }

    private static boolean isRefusal(Throwable error) {
        return error instanceof Failure failure && failure.code() == ErrorCode.INVALID_VALUE;
    }
}
