package io.gourmetloop.platform.auth;

import io.gourmetloop.domain.AccountRole;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.platform.db.Database;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Changes to accounts that are there. All take effect with the next request of whoever is changed. Each fails with
 * NOT_FOUND without the account, with INVALID_VALUE for the data folder's own, and with CONFLICT when nobody would be left
 * who can log in as an administrator.
 */
public final class AccountAdministration {
    private final AccountStore accounts;
    private final CredentialStore credentials;

    public AccountAdministration(Database database, Clock clock) {
        this.accounts = new AccountStore(database, clock);
        this.credentials = new CredentialStore(database, clock);
    }

    /** Its sessions and tokens go with it; what it labeled and uploaded stays. */
    public Future<StoredAccount> remove(String name) {
        return change(name, () -> accounts.delete(name));
    }

    /** Ends its sessions; its tokens stand for nobody until it is enabled again. */
    public Future<StoredAccount> disable(String name) {
        return change(name, () -> accounts.disable(name)).compose(this::endSessions);
    }

    public Future<StoredAccount> enable(String name) {
        return change(name, () -> accounts.enable(name));
    }

    public Future<StoredAccount> setRole(String name, AccountRole role) {
        return change(name, () -> accounts.setRole(name, role));
    }

    /** Ends its sessions everywhere. */
    public Future<StoredAccount> logOut(String name) {
        return change(name, () -> accounts.find(name).map(found -> found.map(AccountStore.WithHash::account)))
                .compose(this::endSessions);
    }

    private Future<StoredAccount> endSessions(StoredAccount account) {
        return credentials.endSessionsOf(account.id()).map(account);
    }

    private static Future<StoredAccount> change(String name, Supplier<Future<Optional<StoredAccount>>> change) {
        return name.equalsIgnoreCase(Accounts.LOCAL)
                ? Future.failedFuture(new Failure(
                        ErrorCode.INVALID_VALUE,
                        "The account '" + Accounts.LOCAL + "' is that of commands on this machine and stays as it is"))
                : change.get()
                        .compose(changed ->
                                Accounts.orFail(changed, ErrorCode.NOT_FOUND, "There is no account '" + name + "'"));
    }
}
