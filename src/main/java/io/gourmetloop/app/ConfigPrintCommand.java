package io.gourmetloop.app;

import io.gourmetloop.platform.config.ConfigurationLoader;
import io.gourmetloop.platform.config.ConfigurationPrinter;
import io.gourmetloop.platform.config.ConfigurationPrinter.Secrets;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "print",
        description = "Prints every setting as it is in force, as YAML that can be loaded again.",
        mixinStandardHelpOptions = true)
final class ConfigPrintCommand implements Callable<Integer> {
    private final ConfigurationLoader loader;
    private final PrintStream out;

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Option(names = "--secrets", description = "Show passwords and keys.")
    private boolean secrets;

    ConfigPrintCommand(ConfigurationLoader loader, PrintStream out) {
        this.loader = loader;
        this.out = out;
    }

    @Override
    public Integer call() {
        out.print(ConfigurationPrinter.print(settings.load(loader), secrets ? Secrets.REVEALED : Secrets.MASKED));
        return 0;
    }
}
