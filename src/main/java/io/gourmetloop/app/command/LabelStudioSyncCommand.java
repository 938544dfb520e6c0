package io.gourmetloop.app.command;

import io.gourmetloop.app.client.ServerOptions;
import io.gourmetloop.platform.config.ConfigurationLoader;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "sync",
        description = "Imports waiting tasks into Label Studio and reads new annotations back.",
        mixinStandardHelpOptions = true)
final class LabelStudioSyncCommand implements Callable<Integer> {
    private static final List<String> JOBS = List.of("source-sync", "annotation-sync", "label-studio-reconciliation");

    private final ConfigurationLoader loader;
    private final PrintStream out;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    LabelStudioSyncCommand(ConfigurationLoader loader, PrintStream out) {
        this.loader = loader;
        this.out = out;
    }

    @Override
    public Integer call() {
        return new JobRuns(server.connect(loader), out).all(JOBS);
    }
}
