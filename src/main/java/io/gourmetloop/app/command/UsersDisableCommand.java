package io.gourmetloop.app.command;

import io.gourmetloop.platform.auth.AccountAdministration;
import io.gourmetloop.platform.auth.StoredAccount;
import io.gourmetloop.platform.config.ConfigurationLoader;
import io.vertx.core.Future;
import java.io.PrintStream;
import picocli.CommandLine.Command;

@Command(
        name = "disable",
        description = "Lets an account in no more, and ends its sessions; it can be enabled again.",
        mixinStandardHelpOptions = true)
final class UsersDisableCommand extends UserCommand {
    UsersDisableCommand(ConfigurationLoader loader, PrintStream out) {
        super(loader, out);
    }

    @Override
    Future<StoredAccount> change(AccountAdministration accounts, String account) {
        return accounts.disable(account);
    }

    @Override
    String done(StoredAccount account) {
        return "Disabled " + account.name() + "; its sessions have ended.";
    }
}
