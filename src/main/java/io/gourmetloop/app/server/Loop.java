package io.gourmetloop.app.server;

import io.gourmetloop.app.process.Blocking;
import io.gourmetloop.domain.CrashPoints;
import io.gourmetloop.loop.labeling.Placement;
import io.gourmetloop.loop.labeling.SamplingSweep;
import io.gourmetloop.loop.labeling.StudioHints;
import io.gourmetloop.loop.monitoring.EstimatesJob;
import io.gourmetloop.loop.monitoring.LoopMetrics;
import io.gourmetloop.loop.monitoring.drift.CheckRuns;
import io.gourmetloop.loop.monitoring.drift.ChecksJob;
import io.gourmetloop.loop.monitoring.drift.Sight;
import io.gourmetloop.loop.prediction.FeedbackStore;
import io.gourmetloop.loop.prediction.Feedbacks;
import io.gourmetloop.loop.prediction.Ledger;
import io.gourmetloop.loop.prediction.MissingFeatures;
import io.gourmetloop.loop.prediction.OrphanSweep;
import io.gourmetloop.loop.prediction.PhotoKeeper;
import io.gourmetloop.loop.prediction.PhotoSpool;
import io.gourmetloop.loop.prediction.Photos;
import io.gourmetloop.loop.prediction.Picks;
import io.gourmetloop.loop.prediction.PredictionRecorder;
import io.gourmetloop.loop.prediction.PredictionStore;
import io.gourmetloop.loop.prediction.Predictions;
import io.gourmetloop.loop.prediction.SaltStore;
import io.gourmetloop.loop.prediction.SpoolDelivery;
import io.gourmetloop.loop.sampling.Sampler;
import io.gourmetloop.loop.sampling.TaskRequest;
import io.gourmetloop.platform.config.Configuration;
import io.gourmetloop.platform.config.ScheduleConfig;
import io.gourmetloop.platform.outbox.OutboxCleanup;
import io.gourmetloop.platform.outbox.OutboxHandler;
import io.gourmetloop.platform.schedule.Job;
import io.gourmetloop.platform.storage.FreeDisk;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Sampling, labeling, monitoring: who answers photos, who labels them, what is delivered and what is repeated. */
record Loop(
        Predictions predictions,
        Feedbacks feedbacks,
        Picks picks,
        PhotoSpool spool,
        Labeling labeling,
        Map<String, OutboxHandler> handlers,
        List<Job> jobs,
        LoopMetrics metrics,
        CheckRuns checks) {

    static Loop open(
            Configuration configuration, Backing backing, Ground ground, Models models, CrashPoints crashPoints) {
        Pool pool = ground.database().pool();
        Sampler sampler = new Sampler(configuration.sampling(), Blocking.await(new SaltStore(pool).current()));
        PhotoSpool spool = new PhotoSpool(pool, backing.storage().maxSpooled());
        Labeling labeling = Labeling.open(configuration, backing, ground, models);
        LoopMetrics metrics = new LoopMetrics(pool, configuration.monitoring(), ground.metrics(), ground.clock());
        CheckRuns checks = checks(configuration, ground, models, spool);
        return new Loop(
                predictions(ground, models, sampler, spool, room(configuration, backing, ground), crashPoints),
                feedbacks(ground, sampler),
                new Picks(ground.database(), new Ledger(sampler, ground.clock()), ground.outbox()),
                spool,
                labeling,
                handlers(ground, spool, labeling),
                jobs(configuration, ground, models, labeling, metrics, checks),
                metrics,
                checks);
    }

    private static Predictions predictions(
            Ground ground,
            Models models,
            Sampler sampler,
            PhotoSpool spool,
            Supplier<Future<Void>> room,
            CrashPoints crashPoints) {
        Pool pool = ground.database().pool();
        PredictionRecorder recorder = new PredictionRecorder(
                pool, new PredictionStore(pool), new Ledger(sampler, ground.clock()), ground.outbox(), crashPoints);
        PhotoKeeper keeper = new PhotoKeeper(ground.store(), spool, crashPoints);
        return new Predictions(models.classifier(), keeper, recorder, sampler, room, ground.clock());
    }

    /** What is kept elsewhere has a disk of its own. */
    private static Supplier<Future<Void>> room(Configuration configuration, Backing backing, Ground ground) {
        return configuration.keepsDataHere()
                ? Blocking.await(FreeDisk.watch(
                        ground.vertx(),
                        backing.folder().path(),
                        configuration.embedded().minFreeDisk()))::require
                : Future::succeededFuture;
    }

    private static Feedbacks feedbacks(Ground ground, Sampler sampler) {
        return new Feedbacks(
                ground.database(),
                new FeedbackStore(ground.database().pool()),
                new Ledger(sampler, ground.clock()),
                ground.outbox(),
                ground.clock());
    }

    private static CheckRuns checks(Configuration configuration, Ground ground, Models models, PhotoSpool spool) {
        Pool pool = ground.database().pool();
        PredictionStore predictions = new PredictionStore(pool);
        MissingFeatures missing = new MissingFeatures(
                pool, predictions, new Photos(predictions, spool, ground.store()), models.classifier());
        return CheckRuns.open(
                ground.vertx(),
                ground.database(),
                ground.store(),
                configuration.checks(),
                new Sight(missing::complete, models.classifier()),
                ground.metrics(),
                ground.clock());
    }

    /** Of this server, from what the database knows. */
    Future<Void> refreshGauges() {
        return Future.join(metrics.refresh(), checks.refreshGauges()).mapEmpty();
    }

    private static Map<String, OutboxHandler> handlers(Ground ground, PhotoSpool spool, Labeling labeling) {
        PredictionStore predictions = new PredictionStore(ground.database().pool());
        Map<String, OutboxHandler> handlers = new HashMap<>(Map.of(
                SpoolDelivery.TOPIC, new SpoolDelivery(spool, predictions, ground.store()),
                TaskRequest.TOPIC, labeling.tasks(),
                Placement.TOPIC, labeling.placement()));
        labeling.studio().ifPresent(studio -> handlers.put(StudioHints.TOPIC, studio.hints()));
        return Map.copyOf(handlers);
    }

    private static List<Job> jobs(
            Configuration configuration,
            Ground ground,
            Models models,
            Labeling labeling,
            LoopMetrics metrics,
            CheckRuns checks) {
        ScheduleConfig schedule = configuration.schedule();
        Pool pool = ground.database().pool();
        OrphanSweep orphans =
                new OrphanSweep(ground.store(), new PredictionStore(pool), models::servedLabels, ground.clock());
        List<Job> jobs = new ArrayList<>(List.of(
                labeling.sync(),
                new EstimatesJob(pool, configuration.monitoring(), schedule.estimates(), metrics, ground.clock()),
                new ChecksJob(checks, schedule.checks()),
                labeling.noisySweep(),
                new SamplingSweep(pool, ground.outbox(), schedule.samplingSweep(), ground.clock()),
                new OutboxCleanup(pool, schedule.outboxCleanup()),
                new PeriodicJob("orphan-sweep", schedule.orphanSweep(), orphans::run)));
        labeling.studio().ifPresent(studio -> jobs.addAll(studio.jobs()));
        return List.copyOf(jobs);
    }
}
