package io.gourmetloop.web;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the contract's validation leaves open about parameters in path and query: to JSON Schema {@code 1e2} and
 * {@code 50.0} are integers, and any character belongs in a text.
 */
final class Parameters {
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,15}");

    private Parameters() {}

    /** Fails with INVALID_REQUEST or INVALID_VALUE. */
    static void check(RoutingContext ctx, Operation operation) {
        ctx.queryParams().forEach(entry -> PlainText.check(entry.getValue()));
        operation.getParameters().stream()
                .filter(parameter -> "integer".equals(parameter.getSchema().get("type")))
                .forEach(parameter -> text(ctx, parameter)
                        .filter(text -> !INTEGER.matcher(text).matches())
                        .ifPresent(text -> {
                            throw new Failure(
                                    ErrorCode.INVALID_REQUEST,
                                    parameter.getName() + " is a number of decimal digits, not '" + text + "'");
                        }));
    }

    private static Optional<String> text(RoutingContext ctx, Parameter parameter) {
        return Optional.ofNullable(
                parameter.getIn() == Location.PATH
                        ? ctx.pathParam(parameter.getName())
                        : ctx.request().getParam(parameter.getName()));
    }
}
