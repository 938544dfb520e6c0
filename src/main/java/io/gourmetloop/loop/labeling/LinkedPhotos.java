package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.TaskId;
import io.gourmetloop.loop.labeling.TaskFiles.TaskPhoto;
import io.vertx.core.Future;
import java.util.Optional;

/** Photos of open tasks, for whoever holds the link: the page of Label Studio, in an annotator's browser. */
public final class LinkedPhotos {
    private final Optional<PhotoLinks> links;
    private final LabelingTables tables;
    private final TaskFiles files;

    /** {@code links} are empty where tasks name the bucket. */
    public LinkedPhotos(Optional<PhotoLinks> links, LabelingTables tables, TaskFiles files) {
        this.links = links;
        this.tables = tables;
        this.files = files;
    }

    /** {@code photo}: {@code <task>.jpg}. Fails with FORBIDDEN, or with NOT_FOUND when the task is closed or unknown. */
    public Future<TaskPhoto> photo(String photo, String signature) {
        PhotoLinks signed = links.orElseThrow(() ->
                new Failure(ErrorCode.NOT_FOUND, "Tasks name the bucket here; label-studio.photo-links makes links"));
        if (!signed.isSigned(photo, signature)) {
            return Future.failedFuture(new Failure(ErrorCode.FORBIDDEN, "The signature is none of this server's"));
        }
        return tables.tasks()
                .openFile(TaskId.parse(photo.substring(0, photo.lastIndexOf('.'))))
                .compose(file -> file.map(files::photo)
                        .orElseGet(() -> Future.failedFuture(
                                new Failure(ErrorCode.NOT_FOUND, "The task of this photo is not open"))));
    }
}
