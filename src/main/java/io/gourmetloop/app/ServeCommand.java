package io.gourmetloop.app;

import io.gourmetloop.app.client.SettingsOptions;
import io.gourmetloop.app.process.Logging;
import io.gourmetloop.platform.config.Configuration;
import io.gourmetloop.platform.config.ConfigurationLoader;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "serve",
        description = {
            "Runs the server until SIGTERM or Ctrl-C.",
            "Without settings it starts an embedded PostgreSQL and S3 endpoint and keeps all data in one folder."
        },
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private final ConfigurationLoader loader;
    private final Server server;
    private final Logging logging;
    private final PrintStream out;

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Option(names = "--host", paramLabel = "HOST", description = "Address to listen on (http.host).")
    private @Nullable String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port of pages and API; 0 picks a free port (http.port).")
    private @Nullable String port;

    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            description = "Port of metrics and health; 0 picks a free port, as with --port 0 (management.port).")
    private @Nullable String managementPort;

    @Option(names = "--model", paramLabel = "DIR", description = "Model folder that becomes v1 (model.initial).")
    private @Nullable String model;

    ServeCommand(ConfigurationLoader loader, Server server, Logging logging, PrintStream out) {
        this.loader = loader;
        this.server = server;
        this.logging = logging;
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        Configuration configuration = settings.load(loader, overrides());
        logging.configure(configuration.logging());
        server.run(configuration, out);
        return 0;
    }

    private Map<String, @Nullable String> overrides() {
        Map<String, @Nullable String> overrides = new HashMap<>();
        overrides.put("http.host", host);
        overrides.put("http.port", port);
        overrides.put("management.port", managementPort);
        overrides.put("model.initial", model);
        return overrides;
    }
}
