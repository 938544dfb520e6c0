package io.gourmetloop.app.server;

import io.gourmetloop.loop.labeling.LabelingView;
import io.gourmetloop.loop.labeling.WebhookProbes;
import io.gourmetloop.loop.monitoring.Accuracy;
import io.gourmetloop.loop.monitoring.LabelPlans;
import io.gourmetloop.loop.monitoring.LabelQuality;
import io.gourmetloop.loop.monitoring.drift.ChecksByHand;
import io.gourmetloop.loop.prediction.FeedbackStore;
import io.gourmetloop.loop.prediction.Photos;
import io.gourmetloop.loop.prediction.PredictionHistory;
import io.gourmetloop.loop.prediction.PredictionList;
import io.gourmetloop.loop.prediction.PredictionStore;
import io.gourmetloop.loop.prediction.Traffic;
import io.gourmetloop.platform.config.Configuration;
import io.gourmetloop.platform.outbox.OutboxView;
import io.gourmetloop.platform.schedule.JobScheduler;
import io.gourmetloop.web.AccuracyRoutes;
import io.gourmetloop.web.AnnotatorRoutes;
import io.gourmetloop.web.Bodies;
import io.gourmetloop.web.CheckRoutes;
import io.gourmetloop.web.ClientAddress;
import io.gourmetloop.web.Cookies;
import io.gourmetloop.web.DeliveryRoutes;
import io.gourmetloop.web.FeedbackRoutes;
import io.gourmetloop.web.HealthRoutes;
import io.gourmetloop.web.JobRoutes;
import io.gourmetloop.web.LabelRoutes;
import io.gourmetloop.web.LabelStudioRoutes;
import io.gourmetloop.web.MlBackendRoutes;
import io.gourmetloop.web.ModelRoutes;
import io.gourmetloop.web.OverviewRoutes;
import io.gourmetloop.web.PhotoLinkRoutes;
import io.gourmetloop.web.PredictionRoutes;
import io.gourmetloop.web.Readiness;
import io.gourmetloop.web.Resource;
import io.gourmetloop.web.SessionRoutes;
import io.gourmetloop.web.WebhookSecret;
import io.vertx.sqlclient.Pool;
import java.util.List;

/** What can be asked over HTTP: each resource with what it asks in turn. */
final class Resources {
    private Resources() {}

    static List<Resource> of(
            Configuration configuration,
            Ground ground,
            Models models,
            Loop loop,
            JobScheduler scheduler,
            Readiness readiness,
            Bodies bodies) {
        Pool pool = ground.database().pool();
        PredictionStore predictions = new PredictionStore(pool);
        FeedbackStore feedback = new FeedbackStore(pool);
        ClientAddress addresses = new ClientAddress(configuration.http().trustForwardedFor());
        OutboxView deliveries = new OutboxView(pool, ground.outbox());
        return List.of(
                new PredictionRoutes(
                        configuration.http(),
                        bodies,
                        loop.predictions(),
                        new PredictionList(pool),
                        new PredictionHistory(pool, predictions, feedback),
                        new Photos(predictions, loop.spool(), ground.store())),
                new FeedbackRoutes(
                        loop.feedbacks(), addresses, configuration.http().answerTimeout()),
                new ModelRoutes(models.classifier()),
                new HealthRoutes(readiness),
                new SessionRoutes(
                        ground.accounts(),
                        new Cookies(configuration.auth().secureCookies(), ground.signer()),
                        addresses,
                        configuration.http().maxBody(),
                        loop.labeling().address()),
                new AnnotatorRoutes(loop.labeling().annotator(), models::servedLabels),
                new LabelStudioRoutes(
                        loop.labeling().studio().map(Studio::hints),
                        new WebhookProbes(pool),
                        new WebhookSecret(configuration.labelStudio().webhookSecret())),
                new PhotoLinkRoutes(loop.labeling().linkedPhotos()),
                new MlBackendRoutes(
                        loop.labeling().studio().map(Studio::predictions),
                        loop.labeling().studio().map(Studio::hints)),
                new OverviewRoutes(
                        models.classifier(),
                        new Traffic(pool, ground.clock()),
                        new LabelingView(pool),
                        loop.labeling().address(),
                        deliveries),
                new AccuracyRoutes(new Accuracy(pool, configuration.monitoring(), ground.clock()), models.classifier()),
                new LabelRoutes(
                        new LabelPlans(pool, ground.clock()),
                        new LabelQuality(pool, ground.clock()),
                        loop.picks(),
                        models.classifier()),
                new CheckRoutes(loop.checks(), new ChecksByHand(loop.checks(), scheduler)),
                new JobRoutes(
                        scheduler,
                        configuration.http().idleTimeout().multipliedBy(2).dividedBy(3)),
                new DeliveryRoutes(deliveries));
    }
}
