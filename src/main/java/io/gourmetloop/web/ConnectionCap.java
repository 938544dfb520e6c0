package io.gourmetloop.web;

import io.vertx.core.http.HttpConnection;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** So many connections at a time and no more, over all event loops; one too many is closed before it says anything. */
public final class ConnectionCap {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionCap.class);

    private final int most;
    private final AtomicInteger open = new AtomicInteger();

    public ConnectionCap(int most) {
        this.most = most;
    }

    void admit(HttpConnection connection) {
        int number = open.incrementAndGet();
        connection.closeHandler(closed -> open.decrementAndGet());
        if (number > most) {
            connection.close().onFailure(e -> LOG.debug("It was gone already: {}", e.getMessage()));
        }
    }
}
