package io.gourmetloop.app.command;

import io.gourmetloop.platform.auth.AccountAdministration;
import io.gourmetloop.platform.auth.StoredAccount;
import io.gourmetloop.platform.config.ConfigurationLoader;
import io.vertx.core.Future;
import java.io.PrintStream;
import picocli.CommandLine.Command;

@Command(
        name = "remove",
        description = "Removes an account with its sessions and tokens; what it labeled and uploaded stays.",
        mixinStandardHelpOptions = true)
final class UsersRemoveCommand extends UserCommand {
    UsersRemoveCommand(ConfigurationLoader loader, PrintStream out) {
        super(loader, out);
    }

    @Override
    Future<StoredAccount> change(AccountAdministration accounts, String account) {
        return accounts.remove(account);
    }

    @Override
    String done(StoredAccount account) {
        return "Removed " + account.name() + "; its sessions and tokens have ended.";
    }
}
