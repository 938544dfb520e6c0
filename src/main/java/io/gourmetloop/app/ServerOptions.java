package io.gourmetloop.app;

import io.gourmetloop.platform.config.Configuration;
import io.gourmetloop.platform.config.ConfigurationLoader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the commands that talk to a running server: by default the one that uses the same data folder. */
final class ServerOptions {
    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Option(names = "--url", paramLabel = "URL", description = "Address of the server; else the one of the settings.")
    private @Nullable URI url;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "API token; else the one that the server left in its data folder.")
    private @Nullable String token;

    ApiClient connect(ConfigurationLoader loader) {
        Configuration configuration = settings.load(loader);
        return new ApiClient(address(configuration), token == null ? ownToken(configuration.dataDirectory()) : token);
    }

    private URI address(Configuration configuration) {
        if (url != null) {
            return url;
        }
        URI published = configuration.http().publicUrl();
        return published != null ? published : ServerAddress.find(configuration);
    }

    private static String ownToken(Path dataDirectory) {
        Path file = dataDirectory.resolve("secrets").resolve("cli-token");
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new CommandFailure(
                    "No token at " + file + ": start the server on this data folder first, or give --token (made by"
                            + " gourmetloop tokens create NAME)",
                    e);
        }
    }
}
