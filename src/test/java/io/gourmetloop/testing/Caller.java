package io.gourmetloop.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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

    public Caller say(String text) throws IOException {
        return say(text.getBytes(ISO_8859_1));
    }

    public Caller say(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** All that the server says before it hangs up; fails when it does not. */
    public String listen() throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        while (hear()) {
            continue;
        }
        return said();
    }

    /** All that the server says until it falls silent for a moment or hangs up. */
    public String listenBriefly() throws IOException {
        socket.setSoTimeout(300);
        try {
            while (hear()) {
                continue;
            }
        } catch (SocketTimeoutException silent) {
            return said();
        }
        return said();
    }

    /** The first words of the server's answer; blank when it hangs up instead. */
    public String firstWords() throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        var unused = hear();
        return said();
    }

    /** Says the text again and again, with pauses, until the server has answered and hung up. */
    public String trickle(String text) throws IOException {
        socket.setSoTimeout(200);
        while (true) {
            try {
                say(text);
                while (hear()) {
                    continue;
                }
                return said();
            } catch (SocketTimeoutException pause) {
                continue;
            } catch (IOException hungUp) {
                return said();
            }
        }
    }

    private boolean hear() throws IOException {
        byte[] bytes = new byte[8192];
        int count = socket.getInputStream().read(bytes);
        if (count > 0) {
            heard.write(bytes, 0, count);
        }
        return count > 0;
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
