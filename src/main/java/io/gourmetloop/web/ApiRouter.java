package io.gourmetloop.web;

import io.gourmetloop.domain.AccountRole;
import io.gourmetloop.loop.labeling.StudioBlueprint;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.validation.RequestValidator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Routes of the contract, each with its handler, its role and its validation; a hole on either side fails the start. */
final class ApiRouter {
    private final Vertx vertx;
    private final List<Resource> resources;
    private final JsonReader json;

    ApiRouter(Vertx vertx, List<Resource> resources, Bodies bodies) {
        this.vertx = vertx;
        this.resources = resources;
        this.json = new JsonReader(bodies);
    }

    Future<Router> create() {
        return Contract.load(vertx).map(this::router);
    }

    private Router router(OpenAPIContract contract) {
        Map<String, Handler<RoutingContext>> handlers = new HashMap<>();
        resources.forEach(resource -> handlers.putAll(resource.operations()));
        RequestExtractor extractor = RequestExtractor.withBodyHandler();
        RequestValidator validator = RequestValidator.create(vertx, contract);
        RouterBuilder builder = RouterBuilder.create(vertx, contract, extractor);
        Set<String> uploads = uploads(builder);
        builder.rootHandler(ctx -> readBody(ctx, uploads)).rootHandler(JsonReader::complete);
        for (OpenAPIRoute route : builder.getRoutes()) {
            bind(route, handlers, ctx -> validate(ctx, route.getOperation(), extractor, validator));
        }
        if (!handlers.isEmpty()) {
            throw new IllegalStateException("Operations that the contract does not know: " + handlers.keySet());
        }
        return builder.createRouter();
    }

    private static Set<String> uploads(RouterBuilder builder) {
        return builder.getRoutes().stream()
                .map(OpenAPIRoute::getOperation)
                .filter(operation -> operation.getOpenAPIModel().containsKey(Contract.UPLOAD))
                .map(operation -> operation.getHttpMethod() + " " + operation.getOpenAPIPath())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Vert.x validates on a worker. What has nothing to validate goes straight on, such as a photo without optional headers. */
    private static void validate(
            RoutingContext ctx, Operation operation, RequestExtractor extractor, RequestValidator validator) {
        if (hasNothingToValidate(ctx.request(), operation)) {
            ctx.next();
            return;
        }
        Parameters.check(ctx, operation);
        extractor
                .extractValidatableRequest(ctx, operation)
                .compose(request -> validator.validate(request, operation.getOperationId()))
                .compose(valid -> checkTexts(ctx))
                .onSuccess(valid -> ctx.next())
                .onFailure(ctx::fail);
    }

    /** Label Studio's announcements hold texts of its own, of which nothing but ids is read. */
    private static Future<Void> checkTexts(RoutingContext ctx) {
        String path = ctx.request().path();
        if (!path.startsWith(StudioBlueprint.WEBHOOK_PATH) && !MlDoor.leadsTo(path)) {
            PlainText.check(ctx.body().asJsonObject());
        }
        return Future.succeededFuture();
    }

    private static boolean hasNothingToValidate(HttpServerRequest request, Operation operation) {
        return operation.getRequestBody() == null
                && operation.getParameters().stream().allMatch(parameter -> isLeftOut(request, parameter));
    }

    private static boolean isLeftOut(HttpServerRequest request, Parameter parameter) {
        return parameter.getIn() == Location.HEADER
                && !parameter.isRequired()
                && !request.headers().contains(parameter.getName());
    }

    /**
     * The gatekeeper has paused the request. Photos stay unread until their own route wants them, whatever type they claim;
     * what no route wants is thrown away.
     */
    private void readBody(RoutingContext ctx, Set<String> uploads) {
        HttpServerRequest request = ctx.request();
        String type = Objects.requireNonNullElse(request.getHeader(HttpHeaders.CONTENT_TYPE), "");
        if (uploads.contains(request.method() + " " + ctx.normalizedPath())) {
            ctx.next();
        } else if (type.startsWith("application/json") && OwnPages.changes(request)) {
            json.read(ctx);
        } else {
            request.resume();
            ctx.next();
        }
    }

    /** Who may not ask is told so before what was asked is looked at. */
    private static void bind(
            OpenAPIRoute route, Map<String, Handler<RoutingContext>> handlers, Handler<RoutingContext> validation) {
        String operation = route.getOperation().getOperationId();
        Handler<RoutingContext> handler = handlers.remove(operation);
        if (handler == null) {
            throw new IllegalStateException("The contract promises " + operation + ", but nothing answers it");
        }
        String template = route.getOperation().getOpenAPIPath();
        route.addHandler(ctx -> {
            HttpMeters.route(ctx, template);
            ctx.next();
        });
        String role = route.getOperation().getOpenAPIModel().getString("x-role");
        if (role != null) {
            AccountRole needed = AccountRole.parse(role);
            route.addHandler(ctx -> Viewers.require(ctx, needed));
        }
        route.setDoValidation(false).addHandler(validation).addHandler(handler);
    }
}
