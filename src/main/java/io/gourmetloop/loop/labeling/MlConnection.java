package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.labelstudio.LabelStudioClient;
import io.gourmetloop.labelstudio.MlBackend;
import io.gourmetloop.labelstudio.Project;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Connects projects to our ML backend, or parts them from it, as the blueprint wants; those of others stay. */
record MlConnection(LabelStudioClient client, StudioBlueprint blueprint) {
    /** Fails with INVALID_VALUE when Label Studio does not reach this server. */
    Future<Void> make(SamplingStream stream, Project project, List<String> changes) {
        Optional<MlBackend.Settings> wanted = blueprint.mlBackend(stream);
        return client.mlBackends(project.id())
                .map(all -> all.stream()
                        .filter(backend -> backend.title().equals(StudioBlueprint.ML_TITLE))
                        .toList())
                .compose(ours -> part(project, ours, wanted, changes)
                        .compose(done -> connect(project, ours, wanted, changes))
                        .compose(done -> silence(project, ours, wanted)));
    }

    /** From all that are not wanted. */
    private Future<Void> part(
            Project project, List<MlBackend> ours, Optional<MlBackend.Settings> wanted, List<String> changes) {
        return Future.join(ours.stream()
                        .skip(wanted.isPresent() ? 1 : 0)
                        .map(backend -> client.deleteMlBackend(backend.id())
                                .onSuccess(done -> changes.add(told(project) + " disconnected")))
                        .toList())
                .mapEmpty();
    }

    private Future<Void> connect(
            Project project, List<MlBackend> ours, Optional<MlBackend.Settings> wanted, List<String> changes) {
        if (wanted.isEmpty()) {
            return Future.succeededFuture();
        }
        if (ours.isEmpty()) {
            return client.createMlBackend(project.id(), wanted.get())
                    .onSuccess(done -> changes.add(told(project) + " connected"));
        }
        return ours.get(0).is(wanted.get())
                ? Future.succeededFuture()
                : client.updateMlBackend(ours.get(0).id(), project.id(), wanted.get())
                        .onSuccess(done -> changes.add(told(project) + " updated"));
    }

    /** Label Studio adds a webhook of its own, without credentials: ours tells the same, and is believed. */
    private Future<Void> silence(Project project, List<MlBackend> ours, Optional<MlBackend.Settings> wanted) {
        Set<String> added = Stream.concat(
                        ours.stream().map(MlBackend::url), wanted.stream().map(MlBackend.Settings::url))
                .map(url -> url + "/webhook")
                .collect(Collectors.toSet());
        return added.isEmpty()
                ? Future.succeededFuture()
                : client.webhooks(project.id())
                        .compose(all -> Future.join(all.stream()
                                .filter(webhook ->
                                        added.contains(webhook.settings().url()))
                                .map(webhook -> client.deleteWebhook(webhook.id()))
                                .toList()))
                        .mapEmpty();
    }

    private static String told(Project project) {
        return "ML backend of '" + project.title() + "'";
    }
}
