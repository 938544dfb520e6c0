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
import java.util.Locale;

/** The least of an HTTP/1.1 client, so that measuring costs the measured server no processor time. */
final class KeptConnection {
    private final InputStream in;
    private final OutputStream out;
    private final String head;

    KeptConnection(Socket socket, URI server, String token) throws IOException {
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = new BufferedOutputStream(socket.getOutputStream(), 64 * 1024);
        this.head = "POST /api/v1/predictions HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\nAuthorization: Bearer "
                + token + "\r\nContent-Type: image/jpeg\r\nContent-Length: ";
    }

    /** Fails with an IOException when the photo is not answered with a class. */
    void post(byte[] photo) throws IOException {
        out.write((head + photo.length + "\r\n\r\n").getBytes(US_ASCII));
        out.write(photo);
        out.flush();
        String status = line();
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        byte[] body = in.readNBytes(length);
        if (!status.contains(" 201 ")) {
            throw new IOException(status + " " + new String(body, US_ASCII));
        }
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
