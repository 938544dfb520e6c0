package io.gourmetloop.loop.labeling;

import io.vertx.sqlclient.Pool;

/** The tables that annotations are kept in. */
public record LabelingTables(
        TaskStore tasks,
        AnnotationStore annotations,
        SharedTaskStore shares,
        GroundTruthStore truths,
        AnnotationFileStore files,
        StudioProjectStore studioProjects,
        StudioTaskStore studioTasks) {

    public static LabelingTables in(Pool pool) {
        return new LabelingTables(
                new TaskStore(pool),
                new AnnotationStore(pool),
                new SharedTaskStore(pool),
                new GroundTruthStore(),
                new AnnotationFileStore(pool),
                new StudioProjectStore(pool),
                new StudioTaskStore(pool));
    }
}
