package io.gourmetloop.app.command;

import io.gourmetloop.app.client.SettingsOptions;
import io.gourmetloop.platform.auth.StoredToken;
import io.gourmetloop.platform.config.ConfigurationLoader;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "list",
        description = "Lists the API tokens of an account: labels only, secrets are never shown.",
        mixinStandardHelpOptions = true)
final class TokensListCommand implements Callable<Integer> {
    private static final String LINE = "%-40s %-20s %s%n";

    private final ConfigurationLoader loader;
    private final PrintStream out;

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Parameters(paramLabel = "NAME", description = "Name of the account.")
    private String name = "";

    TokensListCommand(ConfigurationLoader loader, PrintStream out) {
        this.loader = loader;
        this.out = out;
    }

    @Override
    public Integer call() {
        List<StoredToken> tokens = AccountAccess.with(settings.load(loader), accounts -> accounts.tokens(name));
        out.printf(LINE, "LABEL", "SINCE", "LAST USED");
        tokens.forEach(token -> out.printf(
                LINE,
                token.name(),
                second(token.createdAt()),
                token.lastUsedAt().map(TokensListCommand::second).orElse("never")));
        return 0;
    }

    private static String second(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
