package io.gourmetloop.platform.auth;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.gourmetloop.domain.AccountRole;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.platform.config.AuthConfig;
import io.gourmetloop.platform.config.Secret;
import io.gourmetloop.platform.db.Database;
import io.gourmetloop.testing.Backing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private static final Secret PASSWORD = new Secret("correct horse");
    private static final String HERE = "203.0.113.7";
    private static final int CHEAP = 4;
    private static final Vertx VERTX = Vertx.vertx();
    private static final Database DATABASE = open();

    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final Accounts accounts = accounts("");
    private final AccountAdministration administration = new AccountAdministration(DATABASE, clock);

    @AfterAll
    static void close() throws Exception {
        DATABASE.close().await(10, SECONDS);
        VERTX.close().await(10, SECONDS);
    }

    @BeforeEach
    void empty() throws Exception {
        run("delete from accounts");
        run("delete from login_attempts");
    }

    @Test
    void a_session_stands_for_its_account_until_it_ends() throws Exception {
        await(accounts.create("Ada", PASSWORD, AccountRole.ANNOTATOR));

        Login login = await(logIn("ada", PASSWORD.reveal(), false, HERE));

        assertThat(login.account().name()).isEqualTo("Ada");
        assertThat(login.lifetime()).isEqualTo(Duration.ofHours(12));
        assertThat(await(accounts.bySession(login.cookie()))).contains(login.account());
        now = now.plus(login.lifetime()).minusSeconds(1);
        assertThat(await(accounts.bySession(login.cookie()))).isPresent();
        now = now.plusSeconds(1);
        assertThat(await(accounts.bySession(login.cookie()))).isEmpty();
    }

    @Test
    void a_remembered_session_lives_longer_and_logging_out_ends_it() throws Exception {
        await(accounts.create("ada", PASSWORD, AccountRole.ADMIN));
        Login login = await(logIn("ada", PASSWORD.reveal(), true, HERE));
        now = now.plus(Duration.ofDays(29));
        assertThat(await(accounts.bySession(login.cookie()))).isPresent();

        await(accounts.logOut(login.cookie()));

        assertThat(await(accounts.bySession(login.cookie()))).isEmpty();
    }

    @Test
    void one_account_owns_the_same_uploads_from_every_session() throws Exception {
        await(accounts.create("ada", PASSWORD, AccountRole.ADMIN));
        await(accounts.create("bob", PASSWORD, AccountRole.ADMIN));
        Login first = await(logIn("ada", PASSWORD.reveal(), false, HERE));
        Login second = await(logIn("ada", PASSWORD.reveal(), false, HERE));
        Login other = await(logIn("bob", PASSWORD.reveal(), false, HERE));

        assertThat(first.account().session()).isEqualTo(second.account().session());
        assertThat(first.cookie()).isNotEqualTo(second.cookie());
        assertThat(other.account().session()).isNotEqualTo(first.account().session());
    }

    @Test
    void neither_cookie_nor_token_nor_password_is_in_the_database() throws Exception {
        await(accounts.create("ada", PASSWORD, AccountRole.ADMIN));
        Login login = await(logIn("ada", PASSWORD.reveal(), false, HERE));
        ApiToken token = await(accounts.createToken("ada", "laptop"));

        String all = dump("accounts") + dump("sessions") + dump("api_tokens");

        assertThat(all)
                .contains("ada", "laptop")
                .doesNotContain(
                        login.cookie().value(), token.value(), token.value().substring(3), PASSWORD.reveal());
    }

    @Test
    void a_wrong_password_and_an_unknown_name_get_the_same_answer() throws Exception {
        await(accounts.create("ada", PASSWORD, AccountRole.ADMIN));

        Failure wrong = refusal(logIn("ada", "wrong", false, HERE));
        Failure unknown = refusal(logIn("eve", "wrong", false, HERE));
        Failure impossible = refusal(logIn("no\0name", "x".repeat(500), false, HERE));

        assertThat(wrong.code()).isEqualTo(ErrorCode.NOT_LOGGED_IN);
        assertThat(unknown).usingRecursiveComparison().isEqualTo(wrong);
        assertThat(impossible).usingRecursiveComparison().isEqualTo(wrong);
    }

    @Test
    void too_many_wrong_passwords_lock_a_name_for_one_address_whether_it_exists_or_not() throws Exception {
        await(accounts.create("ada", PASSWORD, AccountRole.ADMIN));
        for (String name : List.of("ada", "eve")) {
            wrong(10, name, HERE);
            now = now.plusSeconds(60);
            Failure locked = refusal(logIn(name, PASSWORD.reveal(), false, HERE));
            assertThat(locked.code()).isEqualTo(ErrorCode.RATE_LIMITED);
            assertThat(locked.retryAfter()).contains(Duration.ofMinutes(4));
        }
        assertThat(await(logIn("ada", PASSWORD.reveal(), false, "198.51.100.1")))
                .as("from elsewhere")
                .isNotNull();

        now = now.plus(Duration.ofMinutes(4));
        assertThat(await(logIn("ada", PASSWORD.reveal(), false, HERE)).account().name())
                .isEqualTo("ada");
    }

    @Test
    void each_further_wrong_password_doubles_the_wait() throws Exception {
        await(accounts.create("ada", PASSWORD, AccountRole.ADMIN));
        wrong(10, "ada", HERE);

        for (int minutes : List.of(5, 10, 20, 40)) {
            assertThat(refusal(logIn("ada", "wrong", false, HERE)).retryAfter()).contains(Duration.ofMinutes(minutes));
            now = now.plus(Duration.ofMinutes(minutes));
            wrong(1, "ada", HERE);
        }
        now = now.plus(Duration.ofDays(1));
        wrong(10, "ada", HERE);
    }

    @Test
    void strangers_from_everywhere_lock_a_name_late_and_never_for_a_browser_that_was_logged_in() throws Exception {
        await(accounts.create("ada", PASSWORD, AccountRole.ADMIN));
        Login before = await(logIn("ada", PASSWORD.reveal(), false, HERE));
        for (int stranger = 0; stranger < 100; stranger++) {
            wrong(1, "ada", address(stranger));
        }

        assertThat(refusal(logIn("ada", PASSWORD.reveal(), false, HERE)).code()).isEqualTo(ErrorCode.RATE_LIMITED);
        Login again = await(logInFrom(before.device(), PASSWORD.reveal()));
        assertThat(again.device()).isEqualTo(before.device());
        SessionCookie planted = SessionCookie.create(new SecureRandom());
        assertThat(refusal(logInFrom(planted, PASSWORD.reveal())).code()).isEqualTo(ErrorCode.RATE_LIMITED);
    }

    @Test
    void a_known_browser_has_a_count_of_its_own_and_a_new_password_forgets_it() throws Exception {
        await(accounts.create("ada", PASSWORD, AccountRole.ADMIN));
        SessionCookie device =
                await(logIn("ada", PASSWORD.reveal(), false, HERE)).device();
        for (int attempt = 0; attempt < 10; attempt++) {
            assertThat(refusal(logInFrom(device, "wrong")).code()).isEqualTo(ErrorCode.NOT_LOGGED_IN);
        }
        assertThat(refusal(logInFrom(device, PASSWORD.reveal())).code()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(await(logIn("ada", PASSWORD.reveal(), false, HERE))).isNotNull();

        await(accounts.resetPassword("ada", PASSWORD));

        assertThat(await(logInFrom(device, PASSWORD.reveal())).device()).isNotEqualTo(device);
    }

    @Test
    void many_attempts_at_once_are_no_more_than_many_one_by_one() throws Exception {
        await(accounts.create("ada", PASSWORD, AccountRole.ADMIN));
        List<Future<Login>> attempts = new ArrayList<>();
        for (int attempt = 0; attempt < 25; attempt++) {
            attempts.add(logIn("ada", "wrong", false, HERE));
        }
        Future.join(attempts).transform(all -> Future.succeededFuture()).await(30, SECONDS);

        assertThat(attempts.stream()
                        .filter(attempt -> ((Failure) attempt.cause()).code() == ErrorCode.NOT_LOGGED_IN)
                        .count())
                .isEqualTo(10);
    }

    @Test
    void an_attempt_that_is_refused_for_the_rush_does_not_count() throws Exception {
        await(accounts.create("ada", PASSWORD, AccountRole.ADMIN));
        List<Future<Login>> rush = new ArrayList<>();
        for (int attempt = 0; attempt < 60; attempt++) {
            rush.add(logIn("ada", "wrong", false, address(attempt)));
        }
        Future.join(rush).transform(all -> Future.succeededFuture()).await(30, SECONDS);

        long compared = rush.stream()
                .filter(attempt -> ((Failure) attempt.cause()).code() == ErrorCode.NOT_LOGGED_IN)
                .count();
        assertThat(compared).isLessThan(60);
        long counted = await(DATABASE.pool()
                .query("select attempts from login_attempts where key = 'account ada'")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0)));
        assertThat(counted).isEqualTo(compared);
    }

    @Test
    void an_address_that_tries_many_names_waits_too_and_no_other_does() throws Exception {
        await(accounts.create("ada", PASSWORD, AccountRole.ADMIN));
        for (int attempt = 0; attempt < 30; attempt++) {
            wrong(1, "name" + attempt, "2001:db8::" + attempt);
        }

        for (int attempt = 0; attempt < 20; attempt++) {
            assertThat(refusal(logIn("ada", PASSWORD.reveal(), false, "2001:db8::ffff"))
                            .code())
                    .isEqualTo(ErrorCode.RATE_LIMITED);
        }
        now = now.plus(Duration.ofMinutes(5));
        assertThat(await(logIn("ada", PASSWORD.reveal(), false, "2001:db8::ffff")))
                .as("what was refused did not count against the name")
                .isNotNull();
        assertThat(await(logIn("ada", PASSWORD.reveal(), false, HERE))).isNotNull();
    }

    @Test
    void few_accounts_a_day_are_made_from_one_address_and_failures_do_not_count() throws Exception {
        await(accounts.register("one", PASSWORD, HERE));
        assertThat(refusal(accounts.register("one", PASSWORD, HERE)).code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(refusal(accounts.register("two", new Secret("short"), HERE)).code())
                .isEqualTo(ErrorCode.INVALID_VALUE);
        await(accounts.register("two", PASSWORD, HERE));

        assertThat(refusal(accounts.register("three", PASSWORD, HERE)).code()).isEqualTo(ErrorCode.RATE_LIMITED);
        await(accounts.register("three", PASSWORD, "198.51.100.1"));
        now = now.plus(Duration.ofDays(1));
        await(accounts.register("four", PASSWORD, HERE));
    }

    @Test
    void a_disabled_account_gets_in_by_nothing_until_it_is_enabled() throws Exception {
        await(accounts.create("root", PASSWORD, AccountRole.ADMIN));
        await(accounts.create("ada", PASSWORD, AccountRole.ANNOTATOR));
        Login login = await(logIn("ada", PASSWORD.reveal(), false, HERE));
        ApiToken token = await(accounts.createToken("ada", "laptop"));

        assertThat(await(administration.disable("ADA")).disabled()).isTrue();

        assertThat(await(accounts.bySession(login.cookie()))).isEmpty();
        assertThat(await(accounts.byToken(token))).isEmpty();
        assertThat(refusal(logIn("ada", PASSWORD.reveal(), false, HERE)).code()).isEqualTo(ErrorCode.NOT_LOGGED_IN);

        await(administration.enable("ada"));

        assertThat(await(accounts.bySession(login.cookie())))
                .as("its sessions have ended")
                .isEmpty();
        assertThat(await(accounts.byToken(token))).isPresent();
        assertThat(await(logIn("ada", PASSWORD.reveal(), false, HERE))).isNotNull();
    }

    @Test
    void a_removed_account_takes_its_sessions_and_tokens_along_and_its_name_is_free() throws Exception {
        await(accounts.create("root", PASSWORD, AccountRole.ADMIN));
        await(accounts.create("ada", PASSWORD, AccountRole.ADMIN));
        Login login = await(logIn("ada", PASSWORD.reveal(), false, HERE));
        ApiToken token = await(accounts.createToken("ada", "laptop"));

        await(administration.remove("ada"));

        assertThat(await(accounts.bySession(login.cookie()))).isEmpty();
        assertThat(await(accounts.byToken(token))).isEmpty();
        assertThat(await(accounts.create("Ada", PASSWORD, AccountRole.VIEWER))).isNotNull();
        assertThat(refusal(administration.remove("eve")).code()).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void another_role_counts_at_once_and_logging_out_ends_every_session() throws Exception {
        await(accounts.create("root", PASSWORD, AccountRole.ADMIN));
        await(accounts.create("ada", PASSWORD, AccountRole.VIEWER));
        Login login = await(logIn("ada", PASSWORD.reveal(), false, HERE));

        await(administration.setRole("ada", AccountRole.ANNOTATOR));
        assertThat(await(accounts.bySession(login.cookie())).orElseThrow().role())
                .isEqualTo(AccountRole.ANNOTATOR);

        await(administration.logOut("ada"));
        assertThat(await(accounts.bySession(login.cookie()))).isEmpty();
    }

    @Test
    void somebody_who_administers_is_always_left() throws Exception {
        await(accounts.create("root", PASSWORD, AccountRole.ADMIN));
        await(accounts.create("ada", PASSWORD, AccountRole.ADMIN));
        await(accounts.admitLocal(ApiToken.create(new SecureRandom())));

        List<Future<StoredAccount>> both = List.of(administration.remove("root"), administration.disable("ada"));
        Future.join(both).transform(all -> Future.succeededFuture()).await(30, SECONDS);

        assertThat(both.stream().filter(Future::failed))
                .singleElement()
                .satisfies(one -> assertThat(((Failure) one.cause()).code()).isEqualTo(ErrorCode.CONFLICT));
        String left = both.get(0).failed() ? "root" : "ada";
        assertThat(refusal(administration.setRole(left, AccountRole.VIEWER)).code())
                .isEqualTo(ErrorCode.CONFLICT);
        assertThat(refusal(administration.remove("local")).code()).isEqualTo(ErrorCode.INVALID_VALUE);
    }

    @Test
    void a_right_password_starts_the_count_anew() throws Exception {
        await(accounts.create("ada", PASSWORD, AccountRole.ADMIN));
        for (int round = 0; round < 3; round++) {
            for (int attempt = 0; attempt < 9; attempt++) {
                refusal(logIn("ada", "wrong", false, HERE));
            }
            assertThat(await(logIn("ada", PASSWORD.reveal(), false, HERE))).isNotNull();
        }
    }

    @Test
    void a_new_password_ends_the_sessions_and_the_lock_but_not_the_tokens() throws Exception {
        await(accounts.create("ada", PASSWORD, AccountRole.ADMIN));
        Login login = await(logIn("ada", PASSWORD.reveal(), true, HERE));
        ApiToken token = await(accounts.createToken("ada", "laptop"));
        wrong(10, "ada", HERE);

        await(accounts.resetPassword("ADA", new Secret("another horse")));

        assertThat(await(accounts.bySession(login.cookie()))).isEmpty();
        assertThat(await(accounts.byToken(token))).isPresent();
        assertThat(await(logIn("ada", "another horse", false, HERE))).isNotNull();
        assertThat(refusal(logIn("ada", PASSWORD.reveal(), false, HERE)).code()).isEqualTo(ErrorCode.NOT_LOGGED_IN);
        assertThat(refusal(accounts.resetPassword("eve", PASSWORD)).code()).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void a_token_stands_for_its_account_and_its_use_is_noted_once_a_minute() throws Exception {
        await(accounts.create("ada", PASSWORD, AccountRole.ANNOTATOR));
        ApiToken token = await(accounts.createToken("ada", "laptop"));

        assertThat(await(accounts.byToken(token)).orElseThrow().role()).isEqualTo(AccountRole.ANNOTATOR);
        now = now.plusSeconds(59);
        await(accounts.byToken(token));
        assertThat(dump("api_tokens")).contains("2026-11-20T12:00:00").doesNotContain("12:00:59");
        now = now.plusSeconds(1);
        await(accounts.byToken(token));
        assertThat(dump("api_tokens")).contains("12:01:00");

        assertThat(await(accounts.byToken(ApiToken.create(new SecureRandom())))).isEmpty();
        assertThat(refusal(accounts.createToken("ada", "laptop")).code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(refusal(accounts.createToken("eve", "laptop")).code()).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void a_revoked_token_stands_for_nobody_and_the_others_go_on() throws Exception {
        await(accounts.create("ada", PASSWORD, AccountRole.ANNOTATOR));
        ApiToken laptop = await(accounts.createToken("ada", "laptop"));
        ApiToken phone = await(accounts.createToken("ada", "phone"));
        await(accounts.byToken(phone));
        assertThat(await(accounts.tokens("ada")))
                .containsExactly(
                        new StoredToken("laptop", now, Optional.empty()),
                        new StoredToken("phone", now, Optional.of(now)));

        await(accounts.revokeToken("ADA", "laptop"));

        assertThat(await(accounts.byToken(laptop))).isEmpty();
        assertThat(await(accounts.byToken(phone))).isPresent();
        assertThat(refusal(accounts.revokeToken("ada", "laptop")).code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(refusal(accounts.revokeToken("eve", "laptop")).code()).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void names_are_unique_whatever_their_case_and_passwords_have_a_length() throws Exception {
        await(accounts.create("ada", PASSWORD, AccountRole.VIEWER));

        assertThat(refusal(accounts.create("ADA", PASSWORD, AccountRole.VIEWER)).code())
                .isEqualTo(ErrorCode.CONFLICT);
        for (String name : List.of("", "-x", "a b", "a\nb", "x".repeat(65))) {
            assertThat(refusal(accounts.create(name, PASSWORD, AccountRole.VIEWER))
                            .code())
                    .isEqualTo(ErrorCode.INVALID_VALUE);
        }
        for (String password : List.of("", "seven77", "ä".repeat(37))) {
            assertThat(refusal(accounts.create("bob", new Secret(password), AccountRole.VIEWER))
                            .code())
                    .isEqualTo(ErrorCode.INVALID_VALUE);
        }
        assertThat(await(accounts.list())).extracting(StoredAccount::name).containsExactly("ada");
    }

    @Test
    void the_first_administrator_has_a_password_that_is_told_once() throws Exception {
        Secret password = await(accounts.ensureAdmin()).orElseThrow();

        assertThat(await(accounts.ensureAdmin())).isEmpty();
        Login login = await(logIn("admin", password.reveal(), false, HERE));
        assertThat(login.account().role()).isEqualTo(AccountRole.ADMIN);
    }

    @Test
    void a_password_of_the_settings_is_used_and_not_told() throws Exception {
        Accounts configured = accounts("chosen by us");

        assertThat(await(configured.ensureAdmin())).isEmpty();

        assertThat(await(logIn(configured, "admin", "chosen by us", false, HERE)))
                .isNotNull();
    }

    @Test
    void servers_that_start_together_make_one_administrator() throws Exception {
        List<Future<Optional<Secret>>> starts =
                List.of(accounts.ensureAdmin(), accounts.ensureAdmin(), accounts.ensureAdmin());
        await(Future.all(starts));

        assertThat(starts.stream().filter(start -> start.result().isPresent())).hasSize(1);
        assertThat(await(accounts.list())).hasSize(1);
    }

    @Test
    void the_data_folders_token_is_an_administrator_as_which_nobody_can_log_in() throws Exception {
        ApiToken token = ApiToken.create(new SecureRandom());
        await(accounts.admitLocal(token));
        await(accounts.admitLocal(token));
        await(accounts.admitLocal(ApiToken.create(new SecureRandom())));

        assertThat(await(accounts.byToken(token)).orElseThrow().can(AccountRole.ADMIN))
                .isTrue();
        assertThat(refusal(logIn("local", "", false, HERE)).code()).isEqualTo(ErrorCode.NOT_LOGGED_IN);
        assertThat(refusal(logIn("local", "nobody", false, HERE)).code()).isEqualTo(ErrorCode.NOT_LOGGED_IN);
        assertThat(refusal(accounts.resetPassword("local", PASSWORD)).code()).isEqualTo(ErrorCode.INVALID_VALUE);
        assertThat(await(accounts.ensureAdmin())).isPresent();
    }

    private Accounts accounts(String adminPassword) {
        AuthConfig config = new AuthConfig(
                new Secret(adminPassword),
                Duration.ofHours(12),
                Duration.ofDays(30),
                10,
                Duration.ofMinutes(5),
                false,
                true,
                2);
        Passwords passwords = new Passwords(
                VERTX.createSharedWorkerExecutor("passwords", 2),
                VERTX.createSharedWorkerExecutor("new passwords", 2),
                CHEAP);
        return new Accounts(DATABASE, config, passwords, clock, new SecureRandom());
    }

    private Future<Login> logIn(String name, String password, boolean remember, String address) {
        return logIn(accounts, name, password, remember, address);
    }

    private static Future<Login> logIn(
            Accounts accounts, String name, String password, boolean remember, String address) {
        return accounts.logIn(new Accounts.Attempt(name, password, remember, address, Optional.empty()));
    }

    private Future<Login> logInFrom(SessionCookie device, String password) {
        return accounts.logIn(new Accounts.Attempt("ada", password, false, HERE, Optional.of(device)));
    }

    private static Database open() {
        try {
            return Database.open(VERTX, Backing.database()).await(60, SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void wrong(int times, String name, String address) {
        for (int attempt = 0; attempt < times; attempt++) {
            assertThat(refusal(logIn(name, "wrong", false, address)).code()).isEqualTo(ErrorCode.NOT_LOGGED_IN);
        }
    }

    private static String address(int number) {
        return "198.51.100." + (100 + number);
    }

    private static String dump(String table) throws Exception {
        return await(DATABASE.pool()
                .query("select coalesce(string_agg(to_jsonb(t)::text, ' '), '') as all from " + table + " t")
                .execute()
                .map(rows -> rows.iterator().next().getString(0)));
    }

    private static void run(String sql) throws Exception {
        await(DATABASE.pool().query(sql).execute());
    }

    @CanIgnoreReturnValue
    private static <T> T await(Future<T> future) throws Exception {
        return future.await(20, SECONDS);
    }

    @CanIgnoreReturnValue
    private static Failure refusal(Future<?> future) {
        return catchThrowableOfType(Failure.class, () -> future.await(20, SECONDS));
    }
}
