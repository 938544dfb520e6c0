package io.gourmetloop.app.server;

import io.gourmetloop.domain.Labels;
import io.gourmetloop.loop.labeling.AnnotationFiles;
import io.gourmetloop.loop.labeling.AnnotationIntake;
import io.gourmetloop.loop.labeling.AnnotationSync;
import io.gourmetloop.loop.labeling.Annotator;
import io.gourmetloop.loop.labeling.AnnotatorProgress;
import io.gourmetloop.loop.labeling.GroundTruth;
import io.gourmetloop.loop.labeling.LabelingAddress;
import io.gourmetloop.loop.labeling.LabelingTables;
import io.gourmetloop.loop.labeling.LinkedPhotos;
import io.gourmetloop.loop.labeling.NoisySweep;
import io.gourmetloop.loop.labeling.PhotoAddress;
import io.gourmetloop.loop.labeling.PhotoLinks;
import io.gourmetloop.loop.labeling.Placement;
import io.gourmetloop.loop.labeling.PlacementStore;
import io.gourmetloop.loop.labeling.PlacementSweepStore;
import io.gourmetloop.loop.labeling.Reservations;
import io.gourmetloop.loop.labeling.TaskDelivery;
import io.gourmetloop.loop.labeling.TaskFiles;
import io.gourmetloop.loop.labeling.TaskSharing;
import io.gourmetloop.loop.labeling.TaskSourceStore;
import io.gourmetloop.platform.config.Configuration;
import io.gourmetloop.platform.config.LabelStudioConfig;
import io.gourmetloop.platform.config.LabelingConfig;
import io.gourmetloop.platform.config.ScheduleConfig;
import io.gourmetloop.platform.storage.ObjectStore;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The parts of the loop that are about labels: tasks out, annotations in, copies to where training looks. */
record Labeling(
        TaskDelivery tasks,
        Annotator annotator,
        LinkedPhotos linkedPhotos,
        LabelingAddress address,
        AnnotationSync sync,
        Placement placement,
        NoisySweep noisySweep,
        @Nullable Studio labelStudio) {

    static Labeling open(Configuration configuration, Backing backing, Ground ground, Models models) {
        Pool pool = ground.database().pool();
        ObjectStore store = ground.store();
        Clock clock = ground.clock();
        LabelingConfig config = configuration.labeling();
        ScheduleConfig schedule = configuration.schedule();
        Supplier<Labels> labels = models::labels;
        LabelingTables tables = LabelingTables.in(pool);
        Optional<PhotoLinks> links = links(configuration, backing);
        PhotoAddress photos = new PhotoAddress(backing.storage(), links);
        TaskFiles taskFiles = new TaskFiles(store, photos, labels);
        GroundTruth truth = new GroundTruth(tables, ground.outbox(), config, clock);
        AnnotationIntake intake = new AnnotationIntake(store, pool, tables, truth, labels, ground.metrics(), clock);
        TaskDelivery delivery = new TaskDelivery(
                new TaskSourceStore(pool, photos),
                taskFiles,
                tables.tasks(),
                new TaskSharing(pool, tables, truth),
                config,
                clock);
        Annotator annotator = new Annotator(
                new Reservations(pool, config, clock),
                tables,
                taskFiles,
                new AnnotationFiles(store, intake, labels),
                new AnnotatorProgress(pool),
                config,
                clock);
        return new Labeling(
                delivery,
                annotator,
                new LinkedPhotos(links, tables, taskFiles),
                new LabelingAddress(config, tables.studioProjects()),
                new AnnotationSync(store, tables.files(), intake, schedule.annotationSync(), clock),
                new Placement(new PlacementStore(pool), store, config, labels, clock),
                new NoisySweep(new PlacementSweepStore(pool, ground.outbox()), config, schedule.noisySweep(), clock),
                Studio.open(configuration, backing, ground, models, tables, intake, delivery, photos)
                        .orElse(null));
    }

    /** Signed with what all servers of an installation have. */
    private static Optional<PhotoLinks> links(Configuration configuration, Backing backing) {
        return Optional.ofNullable(configuration.http().publicUrl())
                .filter(url -> configuration.labelStudio().photoLinks() == LabelStudioConfig.PhotoLinks.SIGNED)
                .map(url -> new PhotoLinks(url, backing.storage().secretKey()));
    }

    /** Where people annotate, unless they do so in the built-in annotator. */
    Optional<Studio> studio() {
        return Optional.ofNullable(labelStudio);
    }
}
