package io.gourmetloop.app;

import io.gourmetloop.platform.config.Configuration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file in the data folder that says where its server answers, for commands on the same machine. */
final class ServerAddress {
    private static final String FILE = "server-address";

    private ServerAddress() {}

    static void publish(Path dataDirectory, URI address) {
        try {
            Files.writeString(dataDirectory.resolve(FILE), address + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of the running server, or of the settings where none has left its own. */
    static URI find(Configuration configuration) {
        Path file = configuration.dataDirectory().resolve(FILE);
        try {
            return Files.exists(file)
                    ? URI.create(Files.readString(file).strip())
                    : URI.create("http://" + configuration.http().host() + ":"
                            + configuration.http().port());
        } catch (IOException e) {
            throw new CommandFailure("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
