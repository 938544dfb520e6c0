package io.gourmetloop.web;

import io.gourmetloop.platform.config.ListenAddress;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import java.net.BindException;

/** Opens ports; one that cannot be opened is told with its address and what to set. */
final class Listening {
    private Listening() {}

    /** {@code server} has the address among its options. Fails with a BindException. */
    static Future<HttpServer> at(ListenAddress address, HttpServer server) {
        return server.listen().recover(e -> Future.failedFuture(refusal(address, e)));
    }

    private static BindException refusal(ListenAddress address, Throwable cause) {
        BindException refusal = new BindException(address.refusal(reason(cause)));
        refusal.initCause(cause);
        return refusal;
    }

    /** Without the system call and its number, which the native transport puts before it. */
    private static String reason(Throwable cause) {
        return String.valueOf(cause.getMessage()).replaceFirst("^bind\\(\\.\\.\\) failed with error\\(-?\\d+\\): ", "");
    }
}
