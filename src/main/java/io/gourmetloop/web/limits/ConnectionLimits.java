package io.gourmetloop.web.limits;

import io.gourmetloop.platform.auth.ClientNetwork;
import io.gourmetloop.platform.config.HttpConfig;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many connections a port has at a time, in all and of one address, counted from the moment that they are accepted.
 * Where there are as many, the one that has been without a request for longest makes room, and if all are busy the new one
 * is closed. Also gives each a deadline for the heads of its requests. Safe for all threads.
 */
public final class ConnectionLimits {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionLimits.class);

    private final int most;
    private final int mostOfOneAddress;
    private final Duration headTimeout;

    private final Map<String, Integer> perAddress = new HashMap<>();
    /** Without a request under way, those that have been so for longest first. */
    private final Set<OpenConnection> waiting = new LinkedHashSet<>();

    private int open;

    public ConnectionLimits(int most, int mostOfOneAddress, Duration headTimeout) {
        this.most = most;
        this.mostOfOneAddress = mostOfOneAddress;
        this.headTimeout = headTimeout;
    }

    /** Behind a proxy all connections come from one address, so that this does not count. */
    public static ConnectionLimits of(HttpConfig config) {
        int ofOneAddress = config.trustForwardedFor()
                ? config.maxConnections()
                : config.limits().connectionsPerAddress();
        return new ConnectionLimits(
                config.maxConnections(), ofOneAddress, config.limits().headTimeout());
    }

    /** For a server without cleartext HTTP/2: with it, Vert.x tells of a connection when its first bytes have come. */
    public void admit(HttpConnection connection) {
        ChannelHandlerContext context = ((HttpServerConnection) connection).channelHandlerContext();
        String address = ClientNetwork.of(connection.remoteAddress().host());
        OpenConnection opened = new OpenConnection(this, context.channel(), address);
        if (enter(opened)) {
            opened.watch(context, headTimeout);
            context.channel().closeFuture().addListener(closed -> leave(opened));
        } else {
            LOG.debug("No connection is free for {}", address);
            opened.close();
        }
    }

    private synchronized boolean enter(OpenConnection opened) {
        boolean addressIsFull = perAddress.getOrDefault(opened.address(), 0) >= mostOfOneAddress;
        if (addressIsFull || open >= most) {
            Optional<OpenConnection> longest = waiting.stream()
                    .filter(other -> !addressIsFull || other.address().equals(opened.address()))
                    .findFirst();
            if (longest.isEmpty()) {
                return false;
            }
            leave(longest.get());
            longest.get().close();
        }
        open++;
        perAddress.merge(opened.address(), 1, Integer::sum);
        waiting.add(opened);
        return true;
    }

    private synchronized void leave(OpenConnection left) {
        if (left.countOut()) {
            open--;
            perAddress.computeIfPresent(left.address(), (address, number) -> number == 1 ? null : number - 1);
            waiting.remove(left);
        }
    }

    synchronized void busy(OpenConnection connection) {
        waiting.remove(connection);
    }

    synchronized void idle(OpenConnection connection) {
        if (!connection.isCountedOut()) {
            waiting.add(connection);
        }
    }
}
