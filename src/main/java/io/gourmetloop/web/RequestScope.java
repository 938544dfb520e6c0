package io.gourmetloop.web;

import io.gourmetloop.domain.RequestId;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxServiceProvider;
import io.vertx.core.spi.context.storage.AccessMode;
import io.vertx.core.spi.context.storage.ContextLocal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to the request that the current thread works for. Vert.x gives each request a context of its own and runs
 * its callbacks, and what it sends to worker pools, on it. It is a service of Vert.x because the slot has to be there
 * before the first context is.
 */
public final class RequestScope implements VertxServiceProvider {
    private static final ContextLocal<RequestId> REQUEST_ID = ContextLocal.registerLocal(RequestId.class);

    @Override
    public void init(VertxBootstrap bootstrap) {}

    /** Names the request of the current context, which must be a request's own. */
    public static void begin(RequestId id) {
        Vertx.currentContext().putLocal(REQUEST_ID, AccessMode.CONCURRENT, id);
    }

    /** Empty outside of a request. */
    public static Optional<RequestId> requestId() {
        return Optional.ofNullable(Vertx.currentContext()).map(RequestScope::requestIdOf);
    }

    private static @Nullable RequestId requestIdOf(Context context) {
        return context.getLocal(REQUEST_ID, AccessMode.CONCURRENT);
    }
}
