package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.Labels;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.domain.TaskId;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ObjectKey;
import io.gourmetloop.platform.storage.ObjectStore;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Task files and the photos of tasks, in the bucket that annotators see. */
public final class TaskFiles {
    private static final Logger LOG = LoggerFactory.getLogger(TaskFiles.class);

    private static final String TASKS = "tasks/";
    private static final String ARCHIVE = "archive/";

    private final ObjectStore store;
    private final PhotoAddress address;
    private final Supplier<Labels> labels;

    /** {@code labels} are those of the model that serves: what annotators can choose. */
    public TaskFiles(ObjectStore store, PhotoAddress address, Supplier<Labels> labels) {
        this.store = store;
        this.address = address;
        this.labels = labels;
    }

    /** A photo as it is sent to an annotator. */
    public record TaskPhoto(Buffer bytes, String mediaType) {}

    /** {@code tasks/<stream>/<task>.json}: Label Studio imports each stream's prefix into a project of its own. */
    static ObjectKey key(SamplingStream stream, TaskId task) {
        return ObjectKey.of(prefix(stream) + task + ".json");
    }

    static String prefix(SamplingStream stream) {
        return TASKS + stream.text() + "/";
    }

    /**
     * Copies the photo to where annotators find it and writes the task behind it, so no task is seen without its photo.
     * The photo's tags stay behind: they tell the class.
     */
    Future<Void> write(TaskSource source) {
        return store.copyUntagged(Bucket.PRODUCTION, source.productionKey(), Bucket.LABELSTUDIO, source.photoKey())
                .compose(done -> write(source.task()));
    }

    private Future<Void> write(LabelingTask task) {
        var configuration = new LabelingConfiguration(labels.get());
        if (!TaskFile.canPrefill(task, configuration)) {
            LOG.warn("Task {} is not prefilled: its answer is none of the choices that annotators have now", task.id());
        }
        return store.put(
                Bucket.LABELSTUDIO,
                key(task.stream(), task.id()),
                TaskFile.write(task, configuration),
                TaskFile.MEDIA_TYPE);
    }

    /** Fails with NOT_FOUND or INVALID_VALUE when there is no task file, or a broken one. */
    Future<LabelingTask> read(ObjectKey key) {
        return bytes(key).map(TaskFile::read);
    }

    /** A file that Label Studio has imported lies in the archive. */
    private Future<Buffer> bytes(ObjectKey key) {
        return store.get(Bucket.LABELSTUDIO, key)
                .recover(e -> e instanceof Failure failure && failure.code() == ErrorCode.NOT_FOUND
                        ? store.get(Bucket.LABELSTUDIO, archived(key))
                        : Future.failedFuture(e));
    }

    /** {@code archive/<stream>/<task>.json}, for a key of {@code tasks/}. */
    static ObjectKey archived(ObjectKey key) {
        return ObjectKey.of(ARCHIVE + key.value().substring(TASKS.length()));
    }

    /** The object {@code data} of the task, as it stands in its file. */
    Future<JsonObject> data(ObjectKey key) {
        return bytes(key).map(TaskFile::data);
    }

    /** The photo that the task refers to. */
    Future<TaskPhoto> photo(ObjectKey taskKey) {
        return read(taskKey).map(task -> address.resolve(task.photoUri())).compose(this::load);
    }

    private Future<TaskPhoto> load(ObjectKey photo) {
        return store.get(Bucket.LABELSTUDIO, photo).map(bytes -> new TaskPhoto(bytes, PhotoAddress.mediaType(photo)));
    }
}
