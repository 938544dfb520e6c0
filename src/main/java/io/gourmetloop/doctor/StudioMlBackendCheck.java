package io.gourmetloop.doctor;

import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.labelstudio.LabelStudioClient;
import io.gourmetloop.labelstudio.MlBackend;
import io.gourmetloop.labelstudio.Project;
import io.gourmetloop.loop.labeling.StudioBlueprint;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Whether the active-learning project asks this server's model, where the settings want it to. */
public record StudioMlBackendCheck(LabelStudioClient client, StudioBlueprint blueprint) implements Check {
    private static final SamplingStream STREAM = SamplingStream.ACTIVE_LEARNING;

    @Override
    public String name() {
        return "label-studio-ml-backend";
    }

    @Override
    public List<String> needs() {
        return List.of(ServerCheck.NAME, StudioTokenCheck.NAME);
    }

    @Override
    public Future<Finding> run() {
        Optional<MlBackend.Settings> wanted = blueprint.mlBackend(STREAM);
        return wanted.map(settings -> StudioProjects.find(client, blueprint.title(STREAM))
                        .compose(found -> found.map(project -> look(project, settings))
                                .orElseGet(
                                        () -> Future.succeededFuture(StudioProjects.missing(blueprint.title(STREAM))))))
                .orElseGet(() -> Future.succeededFuture(Finding.notUsed("label-studio.ml-backend is false")));
    }

    /** To ask for the list makes Label Studio ask each of them how it is. */
    private Future<Finding> look(Project project, MlBackend.Settings wanted) {
        return client.mlBackends(project.id())
                .map(all -> all.stream().anyMatch(backend -> backend.is(wanted))
                        ? Finding.ok("'" + project.title() + "' asks " + wanted.url())
                        : Finding.failed(
                                "'" + project.title() + "' is not connected to " + wanted.url(),
                                "run gourmetloop label-studio setup, which says why it cannot be connected"));
    }
}
