package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.labelstudio.LabelStudioClient;
import io.gourmetloop.labelstudio.MlBackend;
import io.gourmetloop.labelstudio.Project;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Connects projects to our ML backend, or parts them from it, as the blueprint wants; those of others stay. */
record MlConnection(LabelStudioClient client, StudioBlueprint blueprint) {
    /** Fails with INVALID_VALUE when Label Studio does not reach this server. */
    Future<Void> make(SamplingStream stream, Project project, List<String> changes) {
        return client.mlBackends(project.id())
                .map(all -> all.stream()
                        .filter(backend -> backend.title().equals(StudioBlueprint.ML_TITLE))
                        .toList())
                .compose(ours -> make(project, ours, blueprint.mlBackend(stream), changes));
    }

    private Future<Void> make(
            Project project, List<MlBackend> ours, Optional<MlBackend.Settings> wanted, List<String> changes) {
        Optional<MlBackend> kept = wanted.flatMap(settings -> ours.stream().findFirst());
        return Future.join(ours.stream()
                        .skip(kept.isPresent() ? 1 : 0)
                        .map(backend -> client.deleteMlBackend(backend.id())
                                .onSuccess(done -> changes.add(told(project) + " disconnected")))
                        .toList())
                .compose(done ->
                        wanted.isEmpty() ? Future.succeededFuture() : connect(project, kept, wanted.get(), changes));
    }

    private Future<Void> connect(
            Project project, Optional<MlBackend> kept, MlBackend.Settings wanted, List<String> changes) {
        if (kept.isEmpty()) {
            return client.createMlBackend(project.id(), wanted)
                    .onSuccess(done -> changes.add(told(project) + " connected"));
        }
        return kept.get().is(wanted)
                ? Future.succeededFuture()
                : client.updateMlBackend(kept.get().id(), project.id(), wanted)
                        .onSuccess(done -> changes.add(told(project) + " updated"));
    }

    private static String told(Project project) {
        return "ML backend of '" + project.title() + "'";
    }
}
