package io.gourmetloop.doctor;

import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.labelstudio.LabelStudioClient;
import io.gourmetloop.labelstudio.Project;
import io.gourmetloop.labelstudio.Storage;
import io.gourmetloop.loop.labeling.StudioBlueprint;
import io.vertx.core.Future;
import java.util.List;

/** Whether Label Studio reaches the bucket, by having it look with the address and the keys of the settings. */
public record StudioStorageCheck(LabelStudioClient client, StudioBlueprint blueprint) implements Check {
    private static final SamplingStream ONE_OF_FOUR = SamplingStream.RANDOM;

    @Override
    public String name() {
        return "label-studio-storage";
    }

    @Override
    public List<String> needs() {
        return List.of(StudioTokenCheck.NAME);
    }

    @Override
    public Future<Finding> run() {
        return StudioProjects.find(client, blueprint.title(ONE_OF_FOUR))
                .compose(found -> found.map(this::look)
                        .orElseGet(() -> Future.succeededFuture(StudioProjects.missing(blueprint.title(ONE_OF_FOUR)))));
    }

    private Future<Finding> look(Project project) {
        return client.tryStorage(Storage.Kind.TARGET, project.id(), blueprint.target(ONE_OF_FOUR), blueprint.keys())
                .compose(done -> client.tryStorage(
                        Storage.Kind.SOURCE, project.id(), blueprint.source(ONE_OF_FOUR), blueprint.keys()))
                .map(done -> Finding.ok(
                        "it reads the bucket " + blueprint.source(ONE_OF_FOUR).bucket() + " at " + where()))
                .otherwise(e -> Finding.failed(Finding.reason(e), remedy(e)));
    }

    private String where() {
        String endpoint = blueprint.source(ONE_OF_FOUR).endpoint();
        return endpoint == null ? "its S3_ENDPOINT" : endpoint;
    }

    private String remedy(Throwable error) {
        if (LabelStudioClient.isPrivateAddress(error)) {
            return "leave label-studio.s3-endpoint blank and start Label Studio with S3_ENDPOINT, which it trusts";
        }
        return Finding.reason(error).contains("credentials")
                ? "correct label-studio.s3-access-key and .s3-secret-key"
                : "the store has to be reachable from Label Studio's side at " + where()
                        + "; see S3_ENDPOINT there, or label-studio.s3-endpoint here";
    }
}
