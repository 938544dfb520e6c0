package io.gourmetloop.app.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The least of an HTTP/1.1 client, so that measuring costs the measured server no processor time. An end user with a
 * session of its own, as pages have it.
 */
final class KeptConnection {
    private static final String CSRF_COOKIE = "gl_csrf=";

    private final InputStream in;
    private final OutputStream out;
    private final String host;
    private final String head;

    KeptConnection(Socket socket, URI server) throws IOException {
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = new BufferedOutputStream(socket.getOutputStream(), 64 * 1024);
        this.host = " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\n";
        List<String> cookies = cookies();
        this.head = "POST /api/v1/predictions" + host + "Cookie: " + String.join("; ", cookies) + "\r\nX-CSRF-Token: "
                + csrfToken(cookies) + "\r\nContent-Type: image/jpeg\r\nContent-Length: ";
    }

    /** Fails with an IOException when the photo is not answered with a class. */
    void post(byte[] photo) throws IOException {
        out.write((head + photo.length + "\r\n\r\n").getBytes(US_ASCII));
        out.write(photo);
        var unused = answer(" 201 ");
    }

    private List<String> cookies() throws IOException {
        out.write(("GET /api/v1/session" + host + "\r\n").getBytes(US_ASCII));
        return answer(" 200 ");
    }

    private static String csrfToken(List<String> cookies) throws IOException {
        return cookies.stream()
                .filter(cookie -> cookie.startsWith(CSRF_COOKIE))
                .map(cookie -> cookie.substring(CSRF_COOKIE.length()))
                .findAny()
                .orElseThrow(() -> new IOException("The server gave no session"));
    }

    /** The cookies that the answer sets. */
    private List<String> answer(String expected) throws IOException {
        out.flush();
        String status = line();
        int length = 0;
        List<String> cookies = new ArrayList<>();
        for (String header = line(); !header.isEmpty(); header = line()) {
            String name = header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT);
            String value = header.substring(name.length() + 1).strip();
            switch (name) {
                case "content-length" -> length = Integer.parseInt(value);
                case "set-cookie" -> cookies.add(value.replaceFirst(";.*", ""));
                default -> {}
            }
        }
        byte[] body = in.readNBytes(length);
        if (!status.contains(expected)) {
            throw new IOException(status + " " + new String(body, US_ASCII));
        }
        return cookies;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("The server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
