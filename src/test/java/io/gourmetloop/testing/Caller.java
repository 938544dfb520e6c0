package io.gourmetloop.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;

/** A connection whose bytes the test chooses one by one: a caller who is slow, silent or odd. */
public final class Caller implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

    public Caller(URI server) throws IOException {
        socket = new Socket(server.getHost(), server.getPort());
    }

    /** {@code from}: an address of this machine, such as 127.0.0.2. */
    public Caller(URI server, String from) throws IOException {
        socket = new Socket(server.getHost(), server.getPort(), InetAddress.getByName(from), 0);
    }

    public Caller say(String text) throws IOException {
        return say(text.getBytes(ISO_8859_1));
    }

    /** The lines of a head, or of a part's, and the blank one that ends it. */
    public Caller sayHead(String... lines) throws IOException {
        return say(String.join("\r\n", lines) + "\r\n\r\n");
    }

    public Caller say(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** All that the server says before it hangs up; fails when it does not. */
    public String listen() throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        hearAll();
        return said();
    }

    /** The first words of the server's answer; blank when it hangs up instead. */
    public String firstWords() throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        var unused = hear();
        return said();
    }

    /** Whether the server has neither answered nor hung up so far. */
    public boolean isWaiting() {
        try {
            socket.setSoTimeout(1);
            var unused = hear();
            return false;
        } catch (SocketTimeoutException silence) {
            return heard.size() == 0;
        } catch (IOException hungUp) {
            return false;
        }
    }

    /** Says the text again and again, with pauses, until the server has answered and hung up. */
    public String trickle(String text) throws IOException {
        socket.setSoTimeout(200);
        boolean over = false;
        while (!over) {
            over = isOverAfter(text);
        }
        return said();
    }

    private boolean isOverAfter(String text) {
        try {
            say(text).hearAll();
            return true;
        } catch (SocketTimeoutException pause) {
            return false;
        } catch (IOException hungUp) {
            return true;
        }
    }

    private void hearAll() throws IOException {
        int count = hear();
        while (count > 0) {
            count = hear();
        }
    }

    private int hear() throws IOException {
        byte[] bytes = new byte[8192];
        int count = socket.getInputStream().read(bytes);
        heard.write(bytes, 0, Math.max(0, count));
        return count;
    }

    private String said() {
        return heard.toString(ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
