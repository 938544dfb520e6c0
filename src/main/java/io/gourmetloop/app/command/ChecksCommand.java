package io.gourmetloop.app.command;

import io.gourmetloop.app.client.CheckRunner;
import io.gourmetloop.app.client.CheckTable;
import io.gourmetloop.app.client.ServerOptions;
import io.gourmetloop.app.process.CommandFailure;
import io.gourmetloop.platform.config.ConfigurationLoader;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "checks",
        description = {
            "Shows what the newest drift and data checks of a running server found.",
            "The exit code is 1 when a check failed."
        },
        mixinStandardHelpOptions = true)
final class ChecksCommand implements Callable<Integer> {
    private final ConfigurationLoader loader;
    private final PrintStream out;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Option(names = "--run", description = "Run them first.")
    private boolean run;

    @Option(names = "--html", paramLabel = "FILE", description = "Write the report, with plots and photos, to a file.")
    private @Nullable Path html;

    ChecksCommand(ConfigurationLoader loader, PrintStream out) {
        this.loader = loader;
        this.out = out;
    }

    @Override
    public Integer call() {
        CheckRunner checks = new CheckRunner(server.connect(loader));
        JsonObject found = run ? checks.run() : checks.newest();
        new CheckTable(out).print(found);
        if (html != null) {
            write(html, checks.report(found));
        }
        return found.getString("status").equals("fail") ? 1 : 0;
    }

    private static void write(Path file, String page) {
        try {
            Files.writeString(file, page);
        } catch (IOException e) {
            throw new CommandFailure("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
