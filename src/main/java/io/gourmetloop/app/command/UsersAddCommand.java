package io.gourmetloop.app.command;

import io.gourmetloop.app.client.SettingsOptions;
import io.gourmetloop.domain.AccountRole;
import io.gourmetloop.platform.config.ConfigurationLoader;
import io.gourmetloop.platform.config.Secret;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "add", description = "Makes an account and prints its password.", mixinStandardHelpOptions = true)
final class UsersAddCommand implements Callable<Integer> {
    private final ConfigurationLoader loader;
    private final PrintStream out;

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Mixin
    private final PasswordOption password = new PasswordOption();

    @Parameters(paramLabel = "NAME", description = "Name to log in with.")
    private String name = "";

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            required = true,
            description = "${COMPLETION-CANDIDATES}: each may do what those before it may.")
    private AccountRole role = AccountRole.VIEWER;

    UsersAddCommand(ConfigurationLoader loader, PrintStream out) {
        this.loader = loader;
        this.out = out;
    }

    @Override
    public Integer call() {
        Secret chosen = AccountAccess.with(settings.load(loader), accounts -> {
            Secret secret = password.choose(accounts);
            return accounts.create(name, secret, role).map(secret);
        });
        out.println("Made " + name + ", " + role.text() + ".");
        password.tell(out, chosen);
        return 0;
    }
}
