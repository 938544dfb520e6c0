package io.gourmetloop.app.command;

import io.gourmetloop.app.client.SettingsOptions;
import io.gourmetloop.platform.auth.Accounts;
import io.gourmetloop.platform.auth.StoredAccount;
import io.gourmetloop.platform.config.ConfigurationLoader;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "Lists the accounts by name.", mixinStandardHelpOptions = true)
final class UsersListCommand implements Callable<Integer> {
    private static final String LINE = "%-32s %-10s %-20s %s%n";

    private final ConfigurationLoader loader;
    private final PrintStream out;

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    UsersListCommand(ConfigurationLoader loader, PrintStream out) {
        this.loader = loader;
        this.out = out;
    }

    @Override
    public Integer call() {
        List<StoredAccount> accounts = AccountAccess.with(settings.load(loader), Accounts::list);
        out.printf(LINE, "NAME", "ROLE", "SINCE", "STATE");
        accounts.forEach(account -> out.printf(
                LINE,
                account.name(),
                account.role().text(),
                account.createdAt().truncatedTo(ChronoUnit.SECONDS),
                account.disabled() ? "disabled" : "active"));
        return 0;
    }
}
