package io.gourmetloop.app.process;

import io.gourmetloop.platform.config.Configuration;
import io.gourmetloop.platform.config.Hosts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file in the data folder that says where its server answers, for commands on the same machine. */
public final class ServerAddress {
    private static final String FILE = "server-address";

    private ServerAddress() {}

    /** Over the address of an earlier server. */
    public static void publish(Path dataDirectory, URI address) {
        try {
            Files.writeString(dataDirectory.resolve(FILE), address + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of the running server, or of the settings where none has left its own. */
    public static URI find(Configuration configuration) {
        return published(configuration.dataDirectory())
                .orElseGet(() -> Hosts.http(
                        configuration.http().host(), configuration.http().port()));
    }

    /** Empty where no server has left its own. */
    public static Optional<URI> published(Path dataDirectory) {
        Path file = dataDirectory.resolve(FILE);
        try {
            return Files.exists(file)
                    ? Optional.of(URI.create(Files.readString(file).strip()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new CommandFailure("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
