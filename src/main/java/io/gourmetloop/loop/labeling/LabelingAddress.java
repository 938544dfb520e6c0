package io.gourmetloop.loop.labeling;

import io.gourmetloop.platform.config.LabelingConfig;
import io.vertx.core.Future;

/** Where photos are labeled next. */
public final class LabelingAddress {
    private static final String OWN_PAGE = "/annotate";

    private final LabelingConfig config;
    private final StudioProjectStore projects;

    public LabelingAddress(LabelingConfig config, StudioProjectStore projects) {
        this.config = config;
        this.projects = projects;
    }

    /**
     * The project of Label Studio with the oldest open blind task; the path of this server's own page where the built-in
     * annotator is on, or as long as no project is set up.
     */
    public Future<String> next() {
        return config.annotator() == LabelingConfig.Annotator.BUILTIN
                ? Future.succeededFuture(OWN_PAGE)
                : projects.mostUrgentFirst()
                        .map(all -> all.stream()
                                .findFirst()
                                .map(StudioProject::address)
                                .orElse(OWN_PAGE));
    }
}
