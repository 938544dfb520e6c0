package io.gourmetloop.app.command;

import io.gourmetloop.platform.auth.AccountAdministration;
import io.gourmetloop.platform.auth.StoredAccount;
import io.gourmetloop.platform.config.ConfigurationLoader;
import io.vertx.core.Future;
import java.io.PrintStream;
import picocli.CommandLine.Command;

@Command(
        name = "logout",
        description = "Ends all sessions of an account; its tokens stay.",
        mixinStandardHelpOptions = true)
final class UsersLogoutCommand extends UserCommand {
    UsersLogoutCommand(ConfigurationLoader loader, PrintStream out) {
        super(loader, out);
    }

    @Override
    Future<StoredAccount> change(AccountAdministration accounts, String account) {
        return accounts.logOut(account);
    }

    @Override
    String done(StoredAccount account) {
        return "Ended the sessions of " + account.name() + ".";
    }
}
