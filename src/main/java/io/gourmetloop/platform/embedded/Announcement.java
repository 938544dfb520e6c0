package io.gourmetloop.platform.embedded;

import io.gourmetloop.platform.config.Secret;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * Where a part of a running server answers, in a file of mode 0600 that commands on the same data folder read. It names
 * its process, so one that a killed server left behind counts for nothing.
 */
record Announcement(Path file, URI url, String user, Secret secret) implements AutoCloseable {
    static Announcement write(Path file, String url, String user, Secret secret) {
        Properties lines = new Properties();
        lines.setProperty("url", url);
        lines.setProperty("user", user);
        lines.setProperty("secret", secret.reveal());
        lines.setProperty("process", identity(ProcessHandle.current()));
        StringWriter text = new StringWriter();
        try {
            lines.store(text, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Secrets.write(file, text.toString());
        return new Announcement(file, URI.create(url), user, secret);
    }

    /** Empty when no server runs. */
    static Optional<Announcement> read(Path file) {
        Properties lines = new Properties();
        try {
            lines.load(new StringReader(Files.readString(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new EmbeddedException("The running server's coordinates cannot be read: " + e.getMessage(), e);
        }
        return isAlive(lines.getProperty("process", ""))
                ? Optional.of(new Announcement(
                        file,
                        URI.create(lines.getProperty("url")),
                        lines.getProperty("user"),
                        new Secret(lines.getProperty("secret"))))
                : Optional.empty();
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process id alone would not do: ids are used again. */
    private static String identity(ProcessHandle process) {
        return process.pid()
                + "@"
                + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static boolean isAlive(String identity) {
        int at = identity.indexOf('@');
        return at > 0
                && ProcessHandle.of(Long.parseLong(identity.substring(0, at)))
                        .filter(process -> identity(process).equals(identity))
                        .isPresent();
    }
}
