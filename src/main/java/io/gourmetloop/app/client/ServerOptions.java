package io.gourmetloop.app.client;

import io.gourmetloop.app.process.LocalToken;
import io.gourmetloop.app.process.ServerAddress;
import io.gourmetloop.platform.config.Configuration;
import io.gourmetloop.platform.config.ConfigurationLoader;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the commands that talk to a running server: by default the one that uses the same data folder. */
public final class ServerOptions {
    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Option(names = "--url", paramLabel = "URL", description = "Address of the server; default: from the settings.")
    private @Nullable URI url;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "API token; default: the server's local token in the data folder.")
    private @Nullable String token;

    /** Nothing is sent yet. Fails with a CommandFailure when the server or a token for it cannot be found. */
    public ApiClient connect(ConfigurationLoader loader) {
        Configuration configuration = settings.load(loader);
        return new ApiClient(
                address(configuration), token == null ? LocalToken.find(configuration.dataDirectory()) : token);
    }

    private URI address(Configuration configuration) {
        if (url != null) {
            return url;
        }
        URI published = configuration.http().publicUrl();
        return published != null ? published : ServerAddress.find(configuration);
    }
}
