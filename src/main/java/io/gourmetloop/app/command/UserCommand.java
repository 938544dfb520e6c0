package io.gourmetloop.app.command;

import io.gourmetloop.app.client.SettingsOptions;
import io.gourmetloop.platform.auth.AccountAdministration;
import io.gourmetloop.platform.auth.StoredAccount;
import io.gourmetloop.platform.config.ConfigurationLoader;
import io.vertx.core.Future;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Changes one account and says so. */
abstract class UserCommand implements Callable<Integer> {
    private final ConfigurationLoader loader;
    private final PrintStream out;

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Parameters(index = "0", paramLabel = "NAME", description = "Name of the account.")
    private String name = "";

    UserCommand(ConfigurationLoader loader, PrintStream out) {
        this.loader = loader;
        this.out = out;
    }

    abstract Future<StoredAccount> change(AccountAdministration accounts, String account);

    abstract String done(StoredAccount account);

    @Override
    public final Integer call() {
        StoredAccount account = AccountAccess.administer(settings.load(loader), accounts -> change(accounts, name));
        out.println(done(account));
        return 0;
    }
}
