package io.gourmetloop.app.command;

import io.gourmetloop.app.client.SettingsOptions;
import io.gourmetloop.platform.auth.ApiToken;
import io.gourmetloop.platform.config.ConfigurationLoader;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "create",
        description = {
            "Creates an API token with the rights of its account and prints it once.",
            "Programs send it as 'Authorization: Bearer TOKEN'."
        },
        mixinStandardHelpOptions = true)
final class TokensCreateCommand implements Callable<Integer> {
    private final ConfigurationLoader loader;
    private final PrintStream out;

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Parameters(paramLabel = "NAME", description = "Name of the account.")
    private String name = "";

    @Option(
            names = "--label",
            paramLabel = "TEXT",
            description = "What the token is for; by default its creation time.")
    private String label = "made " + Instant.now().truncatedTo(ChronoUnit.SECONDS);

    TokensCreateCommand(ConfigurationLoader loader, PrintStream out) {
        this.loader = loader;
        this.out = out;
    }

    @Override
    public Integer call() {
        ApiToken token = AccountAccess.with(settings.load(loader), accounts -> accounts.createToken(name, label));
        out.println(token.value());
        return 0;
    }
}
