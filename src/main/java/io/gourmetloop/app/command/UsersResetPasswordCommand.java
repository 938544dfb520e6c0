package io.gourmetloop.app.command;

import io.gourmetloop.app.client.SettingsOptions;
import io.gourmetloop.platform.config.ConfigurationLoader;
import io.gourmetloop.platform.config.Secret;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "reset-password",
        description = "Gives an account a new password, prints it, and ends the account's sessions.",
        mixinStandardHelpOptions = true)
final class UsersResetPasswordCommand implements Callable<Integer> {
    private final ConfigurationLoader loader;
    private final PrintStream out;

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Mixin
    private final PasswordOption password = new PasswordOption();

    @Parameters(paramLabel = "NAME", description = "Name of the account.")
    private String name = "";

    UsersResetPasswordCommand(ConfigurationLoader loader, PrintStream out) {
        this.loader = loader;
        this.out = out;
    }

    @Override
    public Integer call() {
        Secret chosen = AccountAccess.with(settings.load(loader), accounts -> {
            Secret secret = password.choose(accounts);
            return accounts.resetPassword(name, secret).map(secret);
        });
        out.println("Changed the password of " + name + ".");
        password.tell(out, chosen);
        return 0;
    }
}
