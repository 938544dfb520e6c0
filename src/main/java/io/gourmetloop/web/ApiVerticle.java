package io.gourmetloop.web;

import io.gourmetloop.platform.config.HttpConfig;
import io.gourmetloop.web.limits.ConnectionLimits;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The public port: pages and the API of the contract. Deployed once for each event loop; all share the port. */
public final class ApiVerticle extends VerticleBase {
    /** To Vert.x, 0 is another free port for each instance; the same negative one is the same free port for all. */
    private static final int ANY_SHARED_PORT = -1;
    /** As much as one read of a socket brings: in smaller chunks a photo would come as hundreds of events. */
    private static final int CHUNK = 64 * 1024;

    private static final Set<String> PROBES = Set.of("/health", "/live", "/ready");

    private final HttpConfig config;
    private final AllowedHosts hosts;
    private final Gatekeeper gatekeeper;
    private final MlDoor mlDoor;
    private final ConnectionLimits connections;
    private final HttpMeters meters;
    private final Bodies bodies;
    private final List<Resource> resources;
    private @Nullable HttpServer server;

    public ApiVerticle(
            HttpConfig config,
            AllowedHosts hosts,
            Gatekeeper gatekeeper,
            MlDoor mlDoor,
            ConnectionLimits connections,
            HttpMeters meters,
            Bodies bodies,
            List<Resource> resources) {
        this.config = config;
        this.hosts = hosts;
        this.gatekeeper = gatekeeper;
        this.mlDoor = mlDoor;
        this.connections = connections;
        this.meters = meters;
        this.bodies = bodies;
        this.resources = List.copyOf(resources);
    }

    @Override
    public Future<?> start() {
        return new ApiRouter(vertx, resources, bodies)
                .create()
                .map(this::router)
                .compose(this::listen);
    }

    private Future<HttpServer> listen(Router router) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(config.host())
                .setPort(config.port() == 0 ? ANY_SHARED_PORT : config.port())
                .setIdleTimeout((int) config.idleTimeout().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setHttp2ClearTextEnabled(false)
                .setMaxChunkSize(CHUNK)
                .setCompressionSupported(true);
        HttpServer created = vertx.createHttpServer(options)
                .requestHandler(new WellFormedRequests(hosts, router))
                .connectionHandler(connections::admit);
        return Listening.at(config.address(), created).onSuccess(listening -> server = listening);
    }

    /** The port that was taken, known once the verticle is deployed. */
    public int port() {
        return server == null ? config.port() : server.actualPort();
    }

    private Router router(Router api) {
        Router router = Router.router(vertx);
        router.route().failureHandler(Problems::reply);
        Pages pages = new Pages(vertx);
        router.errorHandler(404, pages::missing);
        router.errorHandler(405, Problems::wrongMethod);
        HeadRequests.mount(router);
        router.route().handler(new RequestIds());
        router.route().handler(meters);
        router.route().handler(new AccessLog());
        router.route().handler(new SecurityHeaders());
        pages.mount(router);
        router.route().handler(this::admit);
        router.route("/*").subRouter(api);
        return router;
    }

    /** Probes are answered whoever asks, and whether or not the database knows. */
    private void admit(RoutingContext ctx) {
        String path = ctx.request().path();
        if (PROBES.contains(path)) {
            ctx.next();
        } else if (MlDoor.leadsTo(path)) {
            mlDoor.handle(ctx);
        } else {
            gatekeeper.handle(ctx);
        }
    }

    /** Takes no more requests, and lets those under way finish. */
    @Override
    public Future<?> stop() {
        return server == null
                ? Future.succeededFuture()
                : server.shutdown(config.shutdownTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }
}
