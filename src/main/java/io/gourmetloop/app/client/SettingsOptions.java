package io.gourmetloop.app.client;

import io.gourmetloop.platform.config.Configuration;
import io.gourmetloop.platform.config.ConfigurationLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that every command takes which needs the settings. */
public final class SettingsOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "YAML file of settings; default: $GOURMETLOOP_CONFIG.")
    private @Nullable Path config;

    @Option(names = "--data", paramLabel = "DIR", description = "Data folder (data-directory).")
    private @Nullable String data;

    /** The settings under these options. */
    public Configuration load(ConfigurationLoader loader) {
        return load(loader, Map.of());
    }

    /** {@code options}: texts by the path of their setting; null stands for an option that was not given. */
    public Configuration load(ConfigurationLoader loader, Map<String, @Nullable String> options) {
        Map<String, String> overrides = new HashMap<>();
        options.forEach((path, text) -> put(overrides, path, text));
        put(overrides, "data-directory", data);
        return loader.load(Optional.ofNullable(config), overrides);
    }

    private static void put(Map<String, String> overrides, String path, @Nullable String text) {
        if (text != null) {
            overrides.put(path, text);
        }
    }
}
