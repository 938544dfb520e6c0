package io.gourmetloop.app.command;

import io.gourmetloop.domain.AccountRole;
import io.gourmetloop.platform.auth.AccountAdministration;
import io.gourmetloop.platform.auth.StoredAccount;
import io.gourmetloop.platform.config.ConfigurationLoader;
import io.vertx.core.Future;
import java.io.PrintStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "role", description = "Gives an account another role.", mixinStandardHelpOptions = true)
final class UsersRoleCommand extends UserCommand {
    @Parameters(
            index = "1",
            paramLabel = "ROLE",
            description = "${COMPLETION-CANDIDATES}: each may do what those before it may.")
    private AccountRole role = AccountRole.VIEWER;

    UsersRoleCommand(ConfigurationLoader loader, PrintStream out) {
        super(loader, out);
    }

    @Override
    Future<StoredAccount> change(AccountAdministration accounts, String account) {
        return accounts.setRole(account, role);
    }

    @Override
    String done(StoredAccount account) {
        return account.name() + " is " + account.role().text() + " now.";
    }
}
