package io.gourmetloop.app.command;

import io.gourmetloop.app.client.ServerOptions;
import io.gourmetloop.platform.config.ConfigurationLoader;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "setup",
        description = "Creates or repairs projects, storages and webhooks; leaves correct ones unchanged.",
        mixinStandardHelpOptions = true)
final class LabelStudioSetupCommand implements Callable<Integer> {
    private static final List<String> JOBS = List.of("label-studio-setup");

    private final ConfigurationLoader loader;
    private final PrintStream out;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    LabelStudioSetupCommand(ConfigurationLoader loader, PrintStream out) {
        this.loader = loader;
        this.out = out;
    }

    @Override
    public Integer call() {
        return new JobRuns(server.connect(loader), out).all(JOBS);
    }
}
