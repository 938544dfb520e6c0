package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.Labels;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.domain.Viewer;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ObjectInfo;
import io.gourmetloop.platform.storage.ObjectKey;
import io.gourmetloop.platform.storage.ObjectStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Writes what people say in the built-in annotator, as Label Studio would into its target storage. */
public final class AnnotationFiles {
    private final ObjectStore store;
    private final AnnotationIntake intake;
    private final Supplier<Labels> labels;

    public AnnotationFiles(ObjectStore store, AnnotationIntake intake, Supplier<Labels> labels) {
        this.store = store;
        this.intake = intake;
        this.labels = labels;
    }

    /** {@code output/<stream>/}: the target prefix of each stream's project. */
    static String prefix(String stream) {
        return "output/" + stream + "/";
    }

    /** The stream whose project writes this file; empty for a file of something else. */
    static Optional<SamplingStream> stream(ObjectKey file) {
        return Stream.of(SamplingStream.values())
                .filter(stream -> file.value().startsWith(prefix(stream.text())))
                .findFirst();
    }

    /**
     * Writes the file and has it read back by the code of the sync, so that the tables know it now; if that fails, the
     * sync comes upon the file later. {@code taskData} is the object {@code data} of the task. Throws UNKNOWN_LABEL for
     * what could not be read back.
     */
    Future<Void> write(Annotation annotation, Viewer.Account author, JsonObject taskData) {
        ObjectKey key = ObjectKey.of(
                prefix(taskData.getString("stream")) + annotation.id().id());
        var configuration = new LabelingConfiguration(labels.get());
        configuration.check(annotation.opinion());
        return store.put(
                        Bucket.LABELSTUDIO,
                        key,
                        AnnotationFile.write(annotation, author.id(), taskData, configuration),
                        AnnotationFile.MEDIA_TYPE)
                .compose(done -> store.stat(Bucket.LABELSTUDIO, key))
                .compose(info -> intake.take(written(key, info)))
                .mapEmpty();
    }

    private static ObjectInfo written(ObjectKey key, Optional<ObjectInfo> info) {
        return info.orElseThrow(() ->
                new Failure(ErrorCode.STORAGE_UNAVAILABLE, "The store lost " + key + " right after it was written"));
    }
}
