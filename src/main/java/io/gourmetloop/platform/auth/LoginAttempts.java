package io.gourmetloop.platform.auth;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.platform.config.AuthConfig;
import io.gourmetloop.platform.db.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Locale;

/**
 * The table {@code login_attempts}: attempts in a row by account name, whether there is such an account or not, and by
 * address. An attempt is counted before the password is looked at, so many at once are not more than many one by one.
 */
final class LoginAttempts {
    private static final String COUNT = """
            insert into login_attempts as l (key, attempts, last_at)
            values ($1, 1, $2)
            on conflict (key) do update
            set attempts = case when l.last_at <= $3 then 1 else least(l.attempts, $4) + 1 end,
                last_at = case when l.last_at > $3 and l.attempts >= $4 then l.last_at else excluded.last_at end
            returning attempts, last_at""";
    private static final String TAKE_BACK = """
            update login_attempts
            set attempts = greatest(attempts - 1, 0)
            where key = $1""";
    private static final String FORGET = """
            delete from login_attempts
            where key = $1 or last_at <= $2""";

    private final Database database;
    private final AuthConfig config;
    private final Clock clock;

    LoginAttempts(Database database, AuthConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /** Fails with RATE_LIMITED when the name or the address has to wait. */
    Future<Void> begin(String name, String address) {
        return count(addressKey(address)).compose(free -> count(nameKey(name)));
    }

    /** The password was right: the account starts from 0 again, the address has one attempt less. */
    Future<Void> succeed(String name, String address) {
        return run(TAKE_BACK, Tuple.of(addressKey(address))).compose(done -> forget(name));
    }

    /** The account may be tried at once. */
    Future<Void> forget(String name) {
        return run(FORGET, Tuple.of(nameKey(name), forgottenBefore()));
    }

    private Future<Void> count(String key) {
        return database.pool()
                .preparedQuery(COUNT)
                .execute(Tuple.of(key, OffsetDateTime.now(clock), forgottenBefore(), config.maxFailedLogins()))
                .compose(rows -> judge(rows.iterator().next()));
    }

    private Future<Void> judge(Row row) {
        if (row.getInteger("attempts") <= config.maxFailedLogins()) {
            return Future.succeededFuture();
        }
        OffsetDateTime free = row.getOffsetDateTime("last_at").plus(config.lockOut());
        return Future.failedFuture(Failure.retryAfter(
                ErrorCode.RATE_LIMITED,
                "Too many wrong passwords; try again later",
                Duration.between(OffsetDateTime.now(clock), free)));
    }

    private Future<Void> run(String sql, Tuple values) {
        return database.pool().preparedQuery(sql).execute(values).mapEmpty();
    }

    private OffsetDateTime forgottenBefore() {
        return OffsetDateTime.now(clock).minus(config.lockOut());
    }

    private static String nameKey(String name) {
        return "account " + name.toLowerCase(Locale.ROOT);
    }

    private static String addressKey(String address) {
        return "address " + ClientNetwork.of(address);
    }
}
