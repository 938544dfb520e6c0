package io.gourmetloop.app.server;

import io.gourmetloop.app.process.Blocking;
import io.gourmetloop.app.process.Logging;
import io.gourmetloop.domain.CrashPoints;
import io.gourmetloop.loop.labeling.MlCredentials;
import io.gourmetloop.loop.monitoring.LoopMetricsVerticle;
import io.gourmetloop.platform.config.Configuration;
import io.gourmetloop.platform.config.Hosts;
import io.gourmetloop.platform.config.HttpConfig;
import io.gourmetloop.platform.config.LabelStudioConfig;
import io.gourmetloop.platform.outbox.OutboxRelay;
import io.gourmetloop.platform.schedule.JobScheduler;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ObjectKey;
import io.gourmetloop.web.AllowedHosts;
import io.gourmetloop.web.ApiVerticle;
import io.gourmetloop.web.Bodies;
import io.gourmetloop.web.ClientAddress;
import io.gourmetloop.web.Cookies;
import io.gourmetloop.web.Gatekeeper;
import io.gourmetloop.web.HttpMeters;
import io.gourmetloop.web.ManagementVerticle;
import io.gourmetloop.web.MlDoor;
import io.gourmetloop.web.OwnPages;
import io.gourmetloop.web.Readiness;
import io.gourmetloop.web.Resource;
import io.gourmetloop.web.Throttle;
import io.gourmetloop.web.WebhookSecret;
import io.gourmetloop.web.limits.ConnectionLimits;
import io.gourmetloop.web.limits.Intake;
import io.gourmetloop.web.limits.UploadMemory;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What runs by itself, and what is asked over HTTP. */
final class Front implements AutoCloseable {
    private static final Duration GAUGES = Duration.ofSeconds(30);
    /** Asked for to see whether the store answers; whether it is there does not matter. */
    private static final ObjectKey PROBE = ObjectKey.of("probe");

    private final Ground ground;
    private final Deque<String> deployments;
    private final ApiVerticle api;
    private final ManagementVerticle management;
    private final HttpConfig http;

    private Front(
            Ground ground, Deque<String> deployments, ApiVerticle api, ManagementVerticle management, HttpConfig http) {
        this.ground = ground;
        this.deployments = deployments;
        this.api = api;
        this.management = management;
        this.http = http;
    }

    static Front open(Configuration configuration, Ground ground, Models models, Loop loop, CrashPoints crashPoints) {
        Bodies bodies = bodies(configuration, ground);
        Readiness readiness = readiness(configuration, ground, models, loop);
        JobScheduler scheduler = scheduler(configuration, ground, loop);
        ManagementVerticle management = new ManagementVerticle(
                configuration.management(), readiness, ground.metrics()::scrape, Logging::setLevel);
        Deque<String> deployments = new ArrayDeque<>();
        deploy(ground, deployments, relay(configuration, ground, loop, crashPoints));
        deploy(ground, deployments, scheduler);
        deploy(ground, deployments, new LoopMetricsVerticle(loop::refreshGauges, GAUGES));
        deployWatches(ground, deployments);
        ApiVerticle api = deployApi(
                configuration,
                ground,
                deployments,
                bodies,
                Resources.of(configuration, ground, models, loop, scheduler, readiness, bodies));
        // last up and first down: who asks here whether the server is ready sends it requests next
        deploy(ground, deployments, management);
        return new Front(ground, deployments, api, management, configuration.http());
    }

    private static void deploy(Ground ground, Deque<String> deployments, Deployable verticle) {
        deployments.push(Blocking.await(ground.vertx().deployVerticle(verticle)));
    }

    private static void deployWatches(Ground ground, Deque<String> deployments) {
        DeploymentOptions options = new DeploymentOptions().setInstances(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE);
        deployments.push(
                Blocking.await(ground.vertx().deployVerticle(() -> new EventLoopWatch(ground.metrics()), options)));
    }

    /** Once for each event loop, as one deployment: all stop taking requests together. */
    private static ApiVerticle deployApi(
            Configuration configuration,
            Ground ground,
            Deque<String> deployments,
            Bodies bodies,
            List<Resource> resources) {
        HttpConfig http = configuration.http();
        AllowedHosts hosts = AllowedHosts.of(http, configuration.labelStudio().webhookUrl());
        Gatekeeper gatekeeper = gatekeeper(configuration, ground);
        MlDoor mlDoor = mlDoor(configuration);
        ConnectionLimits connections = ConnectionLimits.of(http);
        HttpMeters meters = new HttpMeters(ground.metrics().getPrometheusRegistry());
        List<ApiVerticle> instances = Stream.generate(
                        () -> new ApiVerticle(http, hosts, gatekeeper, mlDoor, connections, meters, bodies, resources))
                .limit(Runtime.getRuntime().availableProcessors())
                .toList();
        Iterator<ApiVerticle> next = instances.iterator();
        DeploymentOptions options = new DeploymentOptions().setInstances(instances.size());
        deployments.push(Blocking.await(ground.vertx().deployVerticle(next::next, options)));
        return instances.get(0);
    }

    private static Gatekeeper gatekeeper(Configuration configuration, Ground ground) {
        HttpConfig http = configuration.http();
        return new Gatekeeper(
                ground.accounts(),
                new Throttle(
                        http.anonymousRequestsPerMinute(),
                        new ClientAddress(http.trustForwardedFor()),
                        new WebhookSecret(configuration.labelStudio().webhookSecret()),
                        ground.clock()),
                new OwnPages(http, configuration.auth().secureCookies()),
                new Cookies(configuration.auth().secureCookies(), ground.signer()),
                http.answerTimeout(),
                new SecureRandom());
    }

    private static Bodies bodies(Configuration configuration, Ground ground) {
        HttpConfig http = configuration.http();
        return new Bodies(
                UploadMemory.of(http, Runtime.getRuntime().maxMemory(), ground.clock()),
                Intake.Pace.of(http),
                new ClientAddress(http.trustForwardedFor()),
                new WebhookSecret(configuration.labelStudio().webhookSecret()));
    }

    private static MlDoor mlDoor(Configuration configuration) {
        LabelStudioConfig config = configuration.labelStudio();
        return new MlDoor(
                config.mlBackend() ? Optional.of(MlCredentials.of(config.webhookSecret())) : Optional.empty());
    }

    private static Readiness readiness(Configuration configuration, Ground ground, Models models, Loop loop) {
        List<Readiness.Dependency> dependencies = new ArrayList<>(List.of(
                new Readiness.Dependency(
                        "database", true, () -> ground.database().ping()),
                new Readiness.Dependency("storage", false, () -> ground.store().stat(Bucket.PRODUCTION, PROBE))));
        if (configuration.keepsDataHere()) {
            dependencies.add(new Readiness.Dependency("disk", false, loop.predictions()::admit));
        }
        loop.labeling().studio().ifPresent(studio -> dependencies.add(studio.dependency()));
        return new Readiness(dependencies, models::serving);
    }

    private static OutboxRelay relay(Configuration configuration, Ground ground, Loop loop, CrashPoints crashPoints) {
        return new OutboxRelay(
                ground.database().pool(),
                ground.outbox(),
                loop.handlers(),
                configuration.outbox(),
                new SecureRandom(),
                ground.metrics(),
                crashPoints);
    }

    private static JobScheduler scheduler(Configuration configuration, Ground ground, Loop loop) {
        return new JobScheduler(
                ground.database().pool(),
                loop.jobs(),
                configuration.schedule(),
                Instance.name(new SecureRandom()),
                new SecureRandom(),
                ground.metrics());
    }

    /** Where browsers find the pages. */
    URI address() {
        return http.publicUrl() == null ? Hosts.http(http.host(), api.port()) : http.publicUrl();
    }

    URI managementAddress() {
        return Hosts.http(management.host(), management.port());
    }

    /** The ports first, then what runs by itself. */
    @Override
    public void close() {
        while (!deployments.isEmpty()) {
            Blocking.await(ground.vertx().undeploy(deployments.pop()));
        }
    }
}
