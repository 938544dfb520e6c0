package io.gourmetloop.platform.auth;

import io.gourmetloop.domain.AccountRole;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.Viewer;
import io.gourmetloop.platform.config.AuthConfig;
import io.gourmetloop.platform.config.Secret;
import io.gourmetloop.platform.db.Database;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** People and programs that are known by name: who they are, how they come in, and how there come to be more of them. */
public final class Accounts {
    /** The account of the data folder's own token; nobody can log in as it. */
    static final String LOCAL = "local";

    private static final String FIRST = "admin";
    private static final String NO_PASSWORD = "";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

    private final AuthConfig config;
    private final Passwords passwords;
    private final RandomGenerator random;
    private final AccountStore accounts;
    private final CredentialStore credentials;
    private final DeviceStore devices;
    private final LoginAttempts attempts;

    /** {@code random} must be unguessable: a SecureRandom in the product. */
    public Accounts(Database database, AuthConfig config, Passwords passwords, Clock clock, RandomGenerator random) {
        this.config = config;
        this.passwords = passwords;
        this.random = random;
        this.accounts = new AccountStore(database, clock);
        this.credentials = new CredentialStore(database, clock);
        this.devices = new DeviceStore(database, clock);
        this.attempts = new LoginAttempts(database, config, clock);
    }

    /** Somebody at {@code address} who wants in. {@code device}: what a login before left in this browser. */
    public record Attempt(
            String name, String password, boolean remember, String address, Optional<SessionCookie> device) {}

    /**
     * Fails with NOT_LOGGED_IN, the same and as late for an unknown name as for a wrong password, with RATE_LIMITED after
     * too many of them in a row ({@link LoginAttempts}), and with QUEUE_FULL, which counts as no attempt, in a rush.
     */
    public Future<Login> logIn(Attempt attempt) {
        String name = NAME.matcher(attempt.name()).matches() ? attempt.name() : "";
        return passwords.inTurn(() -> accounts.find(name)
                .compose(found -> knownDevice(found, attempt)
                        .compose(device -> compare(name, attempt, found, device)
                                .compose(account -> startSession(account, attempt.remember(), device)))));
    }

    private Future<StoredAccount> compare(
            String name, Attempt attempt, Optional<AccountStore.WithHash> found, Optional<SessionCookie> device) {
        Future<Void> begun =
                device.map(attempts::beginOnDevice).orElseGet(() -> attempts.begin(name, attempt.address()));
        return begun.compose(admitted -> verify(found, attempt.password()))
                .compose(account -> device.map(attempts::succeedOnDevice)
                        .orElseGet(() -> attempts.succeed(name, attempt.address()))
                        .map(account));
    }

    private Future<Optional<SessionCookie>> knownDevice(Optional<AccountStore.WithHash> found, Attempt attempt) {
        return found.isEmpty() || attempt.device().isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : devices.knows(attempt.device().get(), found.get().account().id())
                        .map(known -> attempt.device().filter(device -> known));
    }

    /** Also succeeds for a cookie of nobody. */
    public Future<Void> logOut(SessionCookie cookie) {
        return credentials.endSession(cookie);
    }

    /** Empty for the cookie of an end user, and when the session has ended. */
    public Future<Optional<Viewer.Account>> bySession(SessionCookie cookie) {
        return credentials.bySession(cookie);
    }

    /** Empty when there is no such token. */
    public Future<Optional<Viewer.Account>> byToken(ApiToken token) {
        return credentials.byToken(token);
    }

    /** Fails with INVALID_VALUE for a bad name or password and with CONFLICT when the name, in any case, is taken. */
    public Future<StoredAccount> create(String name, Secret password, AccountRole role) {
        return requireFree(name)
                .compose(free -> passwords.hash(password.reveal()))
                .compose(hash -> accounts.insert(name, hash, role))
                .compose(made -> orFail(made, ErrorCode.CONFLICT, taken(name)));
    }

    /** Whether people may make accounts for themselves. */
    public boolean registrationOpen() {
        return config.registration();
    }

    /**
     * A viewer's account of one's own, logged in. Fails like {@link #create}, with FORBIDDEN where that is not allowed, and
     * with RATE_LIMITED when enough were made from this address within a day.
     */
    public Future<Login> register(String name, Secret password, String address) {
        return !registrationOpen()
                ? Future.failedFuture(new Failure(
                        ErrorCode.FORBIDDEN, "Nobody makes accounts alone here; ask the administrator for one"))
                : Passwords.check(password.reveal())
                        .compose(valid -> requireFree(name))
                        .compose(free -> attempts.beginRegistration(address))
                        .compose(admitted -> create(name, password, AccountRole.VIEWER)
                                .recover(e ->
                                        attempts.takeBackRegistration(address).compose(done -> Future.failedFuture(e))))
                        .compose(account -> startSession(account, false, Optional.empty()));
    }

    /** Fails with INVALID_VALUE for what is no name, and with CONFLICT for one that is taken. */
    private Future<Void> requireFree(String name) {
        if (!NAME.matcher(name).matches()) {
            return Future.failedFuture(new Failure(
                    ErrorCode.INVALID_VALUE,
                    "A name has up to 64 letters, digits and . _ @ -, and begins with one of the first two"));
        }
        return accounts.find(name)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture()
                        : Future.failedFuture(new Failure(ErrorCode.CONFLICT, taken(name))));
    }

    private static String taken(String name) {
        return "There is an account '" + name + "' already";
    }

    /** Ends all sessions of the account and forgets its devices; its API tokens stay. Fails with NOT_FOUND. */
    public Future<StoredAccount> resetPassword(String name, Secret password) {
        if (name.equalsIgnoreCase(LOCAL)) {
            return Future.failedFuture(
                    new Failure(ErrorCode.INVALID_VALUE, "The account '" + LOCAL + "' has a token and no password"));
        }
        return passwords
                .hash(password.reveal())
                .compose(hash -> accounts.setPassword(name, hash))
                .compose(changed -> orFail(changed, ErrorCode.NOT_FOUND, "There is no account '" + name + "'"))
                .compose(account -> credentials.endSessionsOf(account.id()).map(account))
                .compose(account -> devices.forget(account.id()).map(account))
                .compose(account -> attempts.forgetName(name).map(account));
    }

    /** By name. */
    public Future<List<StoredAccount>> list() {
        return accounts.list();
    }

    /** Fails with NOT_FOUND without the account and with CONFLICT when it has a token of this name. The token is told once. */
    public Future<ApiToken> createToken(String account, String tokenName) {
        ApiToken token = ApiToken.create(random);
        return accounts.find(account)
                .compose(found -> orFail(found, ErrorCode.NOT_FOUND, "There is no account '" + account + "'"))
                .compose(found -> credentials.insertToken(token, found.account().id(), tokenName))
                .compose(made -> orFail(
                        made ? Optional.of(token) : Optional.empty(),
                        ErrorCode.CONFLICT,
                        account + " has a token '" + tokenName + "' already"));
    }

    /** By age. Fails with NOT_FOUND without the account. */
    public Future<List<StoredToken>> tokens(String account) {
        return accounts.find(account)
                .compose(found -> orFail(found, ErrorCode.NOT_FOUND, "There is no account '" + account + "'"))
                .compose(found -> credentials.tokensOf(found.account().id()));
    }

    /** From now on the token stands for nobody. Fails with NOT_FOUND when the account, or its token, does not exist. */
    public Future<Void> revokeToken(String account, String tokenName) {
        return accounts.find(account)
                .compose(found -> orFail(found, ErrorCode.NOT_FOUND, "There is no account '" + account + "'"))
                .compose(found -> credentials.deleteToken(found.account().id(), tokenName))
                .compose(gone -> gone
                        ? Future.succeededFuture()
                        : Future.failedFuture(
                                new Failure(ErrorCode.NOT_FOUND, account + " has no token '" + tokenName + "'")));
    }

    /**
     * Makes the first administrator if none can log in yet, with the password of the settings or a generated one, which
     * is then the result: nobody can ask for it later.
     */
    public Future<Optional<Secret>> ensureAdmin() {
        return accounts.hasAdmin().compose(there -> there ? Future.succeededFuture(Optional.empty()) : createFirst());
    }

    /** Lets this token in as an administrator: the one that lies in the data folder for commands on the same machine. */
    public Future<Void> admitLocal(ApiToken token) {
        String name = "data folder " + token.digest().hex().substring(0, 8);
        return accounts.insert(LOCAL, NO_PASSWORD, AccountRole.ADMIN)
                .compose(made -> accounts.find(LOCAL))
                .compose(found -> orFail(found, ErrorCode.INTERNAL, "The local account is gone"))
                .compose(local -> credentials.insertToken(token, local.account().id(), name))
                .mapEmpty();
    }

    /** Typable, for an account that somebody else makes. */
    public Secret generatePassword() {
        return new Secret(RandomText.password(random));
    }

    private Future<Optional<Secret>> createFirst() {
        boolean given = !config.adminPassword().isBlank();
        Secret password = given ? config.adminPassword() : generatePassword();
        return passwords
                .hash(password.reveal())
                .compose(hash -> accounts.insertFirst(FIRST, hash))
                .map(made -> made.filter(account -> !given).map(account -> password));
    }

    private Future<StoredAccount> verify(Optional<AccountStore.WithHash> found, String password) {
        Optional<String> hash = found.filter(with -> !with.account().disabled())
                .map(AccountStore.WithHash::passwordHash)
                .filter(text -> !text.equals(NO_PASSWORD));
        return passwords
                .matches(password, hash)
                .compose(right -> orFail(
                        right ? found.map(AccountStore.WithHash::account) : Optional.empty(),
                        ErrorCode.NOT_LOGGED_IN,
                        "The name or the password is wrong"));
    }

    private Future<Login> startSession(StoredAccount account, boolean remember, Optional<SessionCookie> known) {
        Duration lifetime = remember ? config.rememberedLifetime() : config.sessionLifetime();
        SessionCookie cookie = SessionCookie.create(random);
        SessionCookie device = known.orElseGet(() -> SessionCookie.create(random));
        return credentials
                .startSession(cookie, account.id(), lifetime)
                .compose(started -> devices.note(device, account.id()))
                .map(noted -> new Login(account.viewer(), cookie, lifetime, remember, device));
    }

    static <T> Future<T> orFail(Optional<T> value, ErrorCode code, String detail) {
        return value.map(Future::succeededFuture).orElseGet(() -> Future.failedFuture(new Failure(code, detail)));
    }
}
