package io.gourmetloop.app.command;

import io.gourmetloop.app.client.SettingsOptions;
import io.gourmetloop.platform.config.Configuration;
import io.gourmetloop.platform.config.ConfigurationLoader;
import io.gourmetloop.platform.config.ConfigurationPrinter;
import io.gourmetloop.platform.config.Secret;
import io.gourmetloop.platform.embedded.EmbeddedS3;
import io.gourmetloop.platform.embedded.Secrets;
import java.io.PrintStream;
import java.util.Map;
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

    @Option(names = "--secrets", description = "Show passwords and keys, including those generated in the data folder.")
    private boolean secrets;

    ConfigPrintCommand(ConfigurationLoader loader, PrintStream out) {
        this.loader = loader;
        this.out = out;
    }

    @Override
    public Integer call() {
        Configuration configuration = settings.load(loader);
        out.print(ConfigurationPrinter.print(
                configuration, secrets ? ConfigurationPrinter.Secrets.REVEALED : ConfigurationPrinter.Secrets.MASKED));
        if (secrets) {
            printGenerated(configuration);
        }
        return 0;
    }

    /** As comments, since these are no settings: nobody chooses them. */
    private void printGenerated(Configuration configuration) {
        Map<String, Secret> generated = Secrets.in(configuration.dataDirectory());
        if (generated.isEmpty()) {
            out.println("# No secrets have been generated in the data folder yet.");
            return;
        }
        out.println("# Generated in the data folder:");
        generated.forEach((name, secret) -> out.println("#   " + name + ": " + secret.reveal()));
        EmbeddedS3.locate(configuration.dataDirectory(), configuration.storage())
                .ifPresent(s3 -> out.println("# The S3 endpoint answers at " + s3.endpoint()));
    }
}
