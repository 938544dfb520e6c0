package io.gourmetloop.app.command;

import io.gourmetloop.app.client.SettingsOptions;
import io.gourmetloop.app.process.Blocking;
import io.gourmetloop.app.process.ServerAddress;
import io.gourmetloop.doctor.Examination;
import io.gourmetloop.doctor.Examination.Result;
import io.gourmetloop.platform.config.Configuration;
import io.gourmetloop.platform.config.ConfigurationLoader;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        description = {
            "Diagnoses the running server and its dependencies, by the same settings, and suggests" + " fixes.",
            "The exit code tells whether all is right."
        },
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    private final ConfigurationLoader loader;
    private final PrintStream out;

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Option(names = "--url", paramLabel = "URL", description = "Address of the server; default: from the data folder.")
    private @Nullable URI url;

    @Option(names = "--json", description = "Print the findings as JSON.")
    private boolean json;

    DoctorCommand(ConfigurationLoader loader, PrintStream out) {
        this.loader = loader;
        this.out = out;
    }

    @Override
    public Integer call() {
        Configuration configuration = settings.load(loader);
        URI server = url == null ? ServerAddress.find(configuration) : url;
        DoctorReport report = new DoctorReport(examine(configuration, server));
        out.print(json ? report.json() : report.table());
        return report.isHealthy() ? 0 : 1;
    }

    /** Blocks; each check has a limit of its own. */
    private static List<Result> examine(Configuration configuration, URI server) {
        Vertx vertx = Vertx.vertx();
        try {
            return Examination.of(DoctorChecks.of(configuration, server, vertx, Clock.systemUTC()))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } finally {
            Blocking.await(vertx.close());
        }
    }
}
