package io.gourmetloop.testing;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A TCP proxy on this machine that can be told to break, between a client and the real server that it talks to. */
public final class FaultProxy implements AutoCloseable {
    private static final int BUFFER = 1 << 14;
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private enum Fault {
        NONE,
        /** What arrives, also on connections that were open before, is swallowed, and nothing comes back. */
        BLACK_HOLE,
        /** Connections are accepted and reset. */
        RESET
    }

    private final InetSocketAddress target;
    private final int port;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private @Nullable ServerSocket listener;
    private @Nullable Thread acceptor;
    private volatile Fault fault = Fault.NONE;
    private volatile long latencyNanos;

    private FaultProxy(InetSocketAddress target) throws IOException {
        this.target = target;
        this.port = listen(0);
    }

    /** A proxy in front of what listens at the host and the port of this address. */
    public static FaultProxy to(URI target) {
        try {
            return new FaultProxy(new InetSocketAddress(target.getHost(), target.getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same address, through the proxy. */
    public URI through(URI target) {
        return URI.create(target.getScheme() + "://" + HERE.getHostAddress() + ":" + port + target.getRawPath());
    }

    /** Lets everything pass again. Connections that lost something are cut. */
    public synchronized void heal() {
        Fault before = fault;
        fault = Fault.NONE;
        latencyNanos = 0;
        if (before != Fault.NONE) {
            cutAll();
        }
        try {
            if (listener == null) {
                listen(port);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Delays every chunk of bytes, in both directions. */
    public void delay(Duration latency) {
        latencyNanos = latency.toNanos();
    }

    public void blackHole() {
        fault = Fault.BLACK_HOLE;
    }

    public void reset() {
        fault = Fault.RESET;
        cutAll();
    }

    /** Nobody listens any more. */
    public synchronized void refuse() {
        close();
    }

    @Override
    public synchronized void close() {
        ServerSocket open = listener;
        Thread accepting = acceptor;
        listener = null;
        acceptor = null;
        if (open != null && accepting != null) {
            endAccepting(open, accepting);
        }
        cutAll();
    }

    /** A connection that is just being accepted is known afterwards. */
    private static void endAccepting(ServerSocket open, Thread accepting) {
        try {
            open.close();
            accepting.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private synchronized int listen(int wanted) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(HERE, wanted));
        listener = socket;
        acceptor = start("accept", () -> accept(socket));
        return socket.getLocalPort();
    }

    private void accept(ServerSocket socket) {
        try {
            while (true) {
                serve(socket.accept());
            }
        } catch (IOException closed) {
            return; // who closed the listener cuts the connections
        }
    }

    private void serve(Socket client) throws IOException {
        if (fault == Fault.RESET) {
            cut(client);
            return;
        }
        Socket server = new Socket();
        try {
            server.connect(target);
        } catch (IOException e) {
            cut(client);
            return;
        }
        Connection connection = new Connection(client, server);
        connections.add(connection);
        start("there", () -> pump(client, server, connection));
        start("back", () -> pump(server, client, connection));
    }

    private void pump(Socket from, Socket to, Connection connection) {
        byte[] bytes = new byte[BUFFER];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                LockSupport.parkNanos(latencyNanos);
                if (fault == Fault.NONE) {
                    out.write(bytes, 0, count);
                }
            }
        } catch (IOException e) {
            cut(from); // whoever broke the connection, the other side is to see it
            cut(to);
        }
        connections.remove(connection);
    }

    private void cutAll() {
        for (Connection connection : connections) {
            cut(connection.client());
            cut(connection.server());
        }
        connections.clear();
    }

    /** Closes with a reset, not with an orderly end. Both directions of a connection, and its breaker, may come to this. */
    private static void cut(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @CanIgnoreReturnValue
    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, "fault-proxy-" + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private record Connection(Socket client, Socket server) {}
}
