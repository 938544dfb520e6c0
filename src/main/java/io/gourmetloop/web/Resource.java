package io.gourmetloop.web;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** Routes of one resource: a handler for each operation id of the contract that it answers. */
public interface Resource {
    Map<String, Handler<RoutingContext>> operations();
}
