package io.gourmetloop.testing;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Stands between a client and a server that is real, and takes the network away between them. */
public final class TcpProxy implements AutoCloseable {
    private enum State {
        OPEN,
        CUT,
        SILENT
    }

    private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();
    private final NetServer server;
    private final NetClient client;
    private final int target;
    private volatile State state = State.OPEN;

    private TcpProxy(Vertx vertx, int target) {
        this.server = vertx.createNetServer(
                new NetServerOptions().setHost("127.0.0.1").setPort(0));
        this.client = vertx.createNetClient();
        this.target = target;
    }

    public static TcpProxy to(Vertx vertx, int target) throws TimeoutException {
        TcpProxy proxy = new TcpProxy(vertx, target);
        NetServer started = proxy.server.connectHandler(proxy::accept).listen().await(5, TimeUnit.SECONDS);
        assert started == proxy.server;
        return proxy;
    }

    public int port() {
        return server.actualPort();
    }

    /** Resets every connection and each new one. */
    public void cut() {
        state = State.CUT;
        sockets.forEach(NetSocket::close);
    }

    /** Keeps every connection open, accepts new ones, and lets no byte through. */
    public void fallSilent() {
        state = State.SILENT;
    }

    /** What came while it was silent is lost. */
    public void restore() {
        state = State.OPEN;
    }

    @Override
    public void close() throws TimeoutException {
        cut();
        server.close().compose(closed -> client.close()).await(5, TimeUnit.SECONDS);
    }

    private void accept(NetSocket near) {
        if (state == State.CUT) {
            near.close().onFailure(e -> {});
            return;
        }
        track(near).pause();
        client.connect(target, "127.0.0.1")
                .onSuccess(far -> join(near, track(far)))
                .onFailure(e -> near.close());
    }

    private void join(NetSocket near, NetSocket far) {
        forward(near, far);
        forward(far, near);
        near.resume();
    }

    private void forward(NetSocket from, NetSocket to) {
        from.handler(bytes -> {
            if (state == State.OPEN) {
                to.write(bytes).onFailure(e -> from.close());
            }
        });
        from.closeHandler(closed -> {
            sockets.remove(from);
            Future<Void> closing = to.close();
            assert closing != null;
        });
    }

    private NetSocket track(NetSocket socket) {
        sockets.add(socket);
        return socket;
    }
}
