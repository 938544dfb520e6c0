package io.gourmetloop.web;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.time.Duration;
import java.util.List;

/** The pages of the browser, the contract, and its Swagger UI. */
final class Pages {
    private static final List<String> PAGES = List.of("/", "/annotate", "/console", "/console/*", "/login");
    private static final long YEAR = Duration.ofDays(365).toSeconds();

    private final Vertx vertx;

    Pages(Vertx vertx) {
        this.vertx = vertx;
    }

    void mount(Router router) {
        PAGES.forEach(page -> router.get(page).handler(Pages::count).handler(this::index));
        router.get("/assets/*").handler(Pages::count).handler(files("web/assets", YEAR));
        router.get("/openapi.yaml")
                .handler(ctx -> Replies.end(ctx, "application/yaml", Buffer.buffer(Contract.yaml())));
        router.get("/docs").handler(ctx -> resource(ctx, "docs/index.html", "text/html; charset=utf-8"));
        router.get("/docs/*").handler(files("docs", Duration.ofHours(1).toSeconds()));
    }

    /** As one route: what they take depends on their size alone. */
    private static void count(RoutingContext ctx) {
        HttpMeters.route(ctx, "pages");
        ctx.next();
    }

    /** Of an address that is no route: people get a page that says so, programs a problem. */
    void missing(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        if (request.method().equals(HttpMethod.GET) && accepted != null && accepted.startsWith("text/html")) {
            request.resume();
            ctx.response().setStatusCode(404);
            index(ctx);
        } else {
            Problems.noRoute(ctx);
        }
    }

    /** Which page it is, the browser finds out from the path. */
    private void index(RoutingContext ctx) {
        resource(ctx, "web/index.html", "text/html; charset=utf-8");
    }

    private void resource(RoutingContext ctx, String name, String mediaType) {
        vertx.fileSystem()
                .readFile(name)
                .onSuccess(bytes -> {
                    ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
                    Replies.end(ctx, mediaType, bytes);
                })
                .onFailure(ctx::fail);
    }

    private static StaticHandler files(String folder, long maxAgeSeconds) {
        return StaticHandler.create(FileSystemAccess.RELATIVE, folder)
                .setCachingEnabled(true)
                .setMaxAgeSeconds(maxAgeSeconds)
                .setDirectoryListing(false);
    }
}
