package io.gourmetloop.app.command;

import io.gourmetloop.app.client.SettingsOptions;
import io.gourmetloop.platform.config.ConfigurationLoader;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "revoke",
        description = "Revokes an API token: the next request with it is refused.",
        mixinStandardHelpOptions = true)
final class TokensRevokeCommand implements Callable<Integer> {
    private final ConfigurationLoader loader;
    private final PrintStream out;

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Parameters(index = "0", paramLabel = "NAME", description = "Name of the account.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "LABEL", description = "Label of the token, as 'tokens list' shows it.")
    private String label = "";

    TokensRevokeCommand(ConfigurationLoader loader, PrintStream out) {
        this.loader = loader;
        this.out = out;
    }

    @Override
    public Integer call() {
        String revoked = AccountAccess.with(
                settings.load(loader),
                accounts -> accounts.revokeToken(name, label).map(label));
        out.println("Revoked the token '" + revoked + "' of " + name + ".");
        return 0;
    }
}
