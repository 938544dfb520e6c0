package io.gourmetloop.app.command;

import io.gourmetloop.platform.auth.AccountAdministration;
import io.gourmetloop.platform.auth.StoredAccount;
import io.gourmetloop.platform.config.ConfigurationLoader;
import io.vertx.core.Future;
import java.io.PrintStream;
import picocli.CommandLine.Command;

@Command(name = "enable", description = "Lets a disabled account in again.", mixinStandardHelpOptions = true)
final class UsersEnableCommand extends UserCommand {
    UsersEnableCommand(ConfigurationLoader loader, PrintStream out) {
        super(loader, out);
    }

    @Override
    Future<StoredAccount> change(AccountAdministration accounts, String account) {
        return accounts.enable(account);
    }

    @Override
    String done(StoredAccount account) {
        return "Enabled " + account.name() + ".";
    }
}
