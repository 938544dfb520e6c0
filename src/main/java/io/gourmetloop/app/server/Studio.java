package io.gourmetloop.app.server;

import io.gourmetloop.labelstudio.LabelStudioClient;
import io.gourmetloop.loop.labeling.AnnotationIntake;
import io.gourmetloop.loop.labeling.LabelingTables;
import io.gourmetloop.loop.labeling.PhotoAddress;
import io.gourmetloop.loop.labeling.Reconciliation;
import io.gourmetloop.loop.labeling.SourceSync;
import io.gourmetloop.loop.labeling.StudioBlueprint;
import io.gourmetloop.loop.labeling.StudioHints;
import io.gourmetloop.loop.labeling.StudioIntake;
import io.gourmetloop.loop.labeling.StudioSetup;
import io.gourmetloop.loop.labeling.TaskDelivery;
import io.gourmetloop.loop.labeling.TaskPredictions;
import io.gourmetloop.platform.config.Configuration;
import io.gourmetloop.platform.config.LabelStudioConfig;
import io.gourmetloop.platform.config.LabelingConfig;
import io.gourmetloop.platform.schedule.Job;
import io.gourmetloop.web.Readiness;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Label Studio's side of labeling: what is repeated, what looks after announcements, what the model says on demand, and
 * whether it is there.
 */
record Studio(List<Job> jobs, StudioHints hints, TaskPredictions predictions, Readiness.Dependency dependency) {
    private static final Duration PROBE = Duration.ofSeconds(3);

    /** Empty where people annotate in the built-in annotator. */
    static Optional<Studio> open(
            Configuration configuration,
            Backing backing,
            Ground ground,
            Models models,
            LabelingTables tables,
            AnnotationIntake annotations,
            TaskDelivery delivery,
            PhotoAddress photos) {
        if (configuration.labeling().annotator() != LabelingConfig.Annotator.LABEL_STUDIO) {
            return Optional.empty();
        }
        Pool pool = ground.database().pool();
        LabelStudioConfig config = configuration.labelStudio();
        LabelStudioClient client = new LabelStudioClient(ground.vertx(), config, new SecureRandom(), ground.metrics());
        StudioIntake intake = new StudioIntake(client, tables.studioTasks(), annotations, ground.clock());
        StudioBlueprint blueprint = new StudioBlueprint(config, backing.storage(), configuration.labeling());
        return Optional.of(new Studio(
                List.of(
                        new StudioSetup(client, ground.store(), tables.studioProjects(), blueprint, models::labels),
                        new SourceSync(client, ground.store(), tables, intake, delivery, config),
                        new Reconciliation(client, intake, tables, config.reconcile(), ground.clock())),
                new StudioHints(pool, ground.outbox(), tables, intake, ground.clock()),
                new TaskPredictions(ground.store(), photos, new ServingModel(models.classifier())),
                new Readiness.Dependency("label-studio", false, () -> probe(client))));
    }

    private static Future<String> probe(LabelStudioClient client) {
        return client.version().timeout(PROBE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
