package io.gourmetloop.platform.auth;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.platform.config.AuthConfig;
import io.gourmetloop.platform.db.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;

/**
 * The table {@code login_attempts}: failed attempts in a row, by account name (whether there is such an account or not)
 * and address together, by address, by name, and by the device of an account. An attempt is counted before the password
 * is compared, so many at once are not more than many one by one.
 *
 * <p>A name alone has a cap that is {@value #NAME_FACTOR} times as high: strangers who try passwords lock their own
 * addresses first. A browser that has logged in to the account before has a count of its own, which no stranger can fill.
 */
final class LoginAttempts {
    private static final int ADDRESS_FACTOR = 3;
    private static final int NAME_FACTOR = 10;
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** No row where the key has to wait. */
    private static final String COUNT = """
            insert into login_attempts as l (key, attempts, last_at)
            values ($1, 1, $2)
            on conflict (key) do update
            set attempts = case when l.last_at <= $3 then 1 else l.attempts + 1 end, last_at = excluded.last_at
            where l.last_at <= $3 or l.attempts < $4
               or l.last_at + make_interval(secs => $5 * power(2, least(l.attempts - $4, $6))) <= $2
            returning attempts""";

    private static final String FREE_AT = """
            select last_at + make_interval(secs => $3 * power(2, least(attempts - $2, $4))) as free_at
            from login_attempts
            where key = $1""";
    /** Its time is that of the first of the day; no row once there are enough. */
    private static final String COUNT_OF_DAY = """
            insert into login_attempts as l (key, attempts, last_at)
            values ($1, 1, $2)
            on conflict (key) do update
            set attempts = case when l.last_at <= $3 then 1 else l.attempts + 1 end,
                last_at = case when l.last_at <= $3 then excluded.last_at else l.last_at end
            where l.last_at <= $3 or l.attempts < $4
            returning attempts""";

    private static final String TAKE_BACK = """
            update login_attempts
            set attempts = greatest(attempts - 1, 0)
            where key = any($1)""";
    private static final String FORGET = """
            delete from login_attempts
            where key = any($1) or last_at <= $2""";
    private static final String FORGET_NAME = """
            delete from login_attempts
            where key = $1 or starts_with(key, $2)""";

    private final Database database;
    private final AuthConfig config;
    private final Clock clock;

    LoginAttempts(Database database, AuthConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /** Fails with RATE_LIMITED, and counts nothing, when the name, the address or both together have to wait. */
    Future<Void> begin(String name, String address) {
        List<AttemptLimit> limits = List.of(pair(name, address), ofAddress(address), ofName(name));
        Future<Void> counted = Future.succeededFuture();
        for (int next = 0; next < limits.size(); next++) {
            AttemptLimit limit = limits.get(next);
            List<AttemptLimit> before = limits.subList(0, next);
            counted = counted.compose(free ->
                    count(limit).recover(refusal -> takeBack(before).compose(done -> Future.failedFuture(refusal))));
        }
        return counted;
    }

    /** From a browser that has logged in to this account before. Fails with RATE_LIMITED. */
    Future<Void> beginOnDevice(SessionCookie device) {
        return count(ofDevice(device));
    }

    /** The password was right: the name starts from 0 again, the address has one attempt less. */
    Future<Void> succeed(String name, String address) {
        return takeBack(List.of(ofAddress(address)))
                .compose(done -> forget(pair(name, address).key(), ofName(name).key()));
    }

    Future<Void> succeedOnDevice(SessionCookie device) {
        return forget(ofDevice(device).key());
    }

    /** The account may be tried at once, from everywhere. */
    Future<Void> forgetName(String name) {
        String key = ofName(name).key();
        return run(FORGET_NAME, Tuple.of(key, key + " from "));
    }

    /** One more account from this address. Fails with RATE_LIMITED once there are enough for a day. */
    Future<Void> beginRegistration(String address) {
        Tuple values = Tuple.of(ofRegistrations(address), now(), now().minus(DAY), config.registrationsPerDay());
        return query(COUNT_OF_DAY, values)
                .compose(rows -> rows.size() == 1
                        ? Future.succeededFuture()
                        : Future.failedFuture(Failure.retryAfter(
                                ErrorCode.RATE_LIMITED, "Too many new accounts from this address today", DAY)));
    }

    /** No account came of it. */
    Future<Void> takeBackRegistration(String address) {
        return takeBackKeys(ofRegistrations(address));
    }

    private Future<Void> takeBack(List<AttemptLimit> limits) {
        return limits.isEmpty()
                ? Future.succeededFuture()
                : takeBackKeys(limits.stream().map(AttemptLimit::key).toArray(String[]::new));
    }

    private Future<Void> takeBackKeys(String... keys) {
        return run(TAKE_BACK, Tuple.of(keys));
    }

    private Future<Void> count(AttemptLimit limit) {
        Tuple values = Tuple.of(
                limit.key(),
                now(),
                now().minus(FORGOTTEN_AFTER),
                limit.most(),
                seconds(limit),
                AttemptLimit.MOST_DOUBLINGS);
        return query(COUNT, values).compose(rows -> rows.size() == 1 ? Future.succeededFuture() : refuse(limit));
    }

    private Future<Void> refuse(AttemptLimit limit) {
        Tuple values = Tuple.of(limit.key(), limit.most(), seconds(limit), AttemptLimit.MOST_DOUBLINGS);
        return query(FREE_AT, values)
                .compose(rows -> Future.failedFuture(Failure.retryAfter(
                        ErrorCode.RATE_LIMITED, "Too many wrong passwords; try again later", untilFree(rows, limit))));
    }

    /** The row may be gone by now. */
    private Duration untilFree(RowSet<Row> rows, AttemptLimit limit) {
        return rows.size() == 0
                ? limit.delay()
                : Duration.between(now(), rows.iterator().next().getOffsetDateTime("free_at"));
    }

    private Future<Void> forget(String... keys) {
        return run(FORGET, Tuple.of(keys, now().minus(FORGOTTEN_AFTER)));
    }

    private Future<Void> run(String sql, Tuple values) {
        return query(sql, values).mapEmpty();
    }

    private Future<RowSet<Row>> query(String sql, Tuple values) {
        return database.pool().preparedQuery(sql).execute(values);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    private static String ofRegistrations(String address) {
        return "registration from " + ClientNetwork.of(address);
    }

    private static double seconds(AttemptLimit limit) {
        return limit.delay().toMillis() / 1000.0;
    }

    private AttemptLimit pair(String name, String address) {
        return new AttemptLimit(
                ofName(name).key() + " from " + ClientNetwork.of(address), config.maxFailedLogins(), config.lockOut());
    }

    private AttemptLimit ofAddress(String address) {
        return new AttemptLimit(
                "address " + ClientNetwork.of(address), ADDRESS_FACTOR * config.maxFailedLogins(), config.lockOut());
    }

    private AttemptLimit ofName(String name) {
        return new AttemptLimit(
                "account " + name.toLowerCase(Locale.ROOT), NAME_FACTOR * config.maxFailedLogins(), config.lockOut());
    }

    private AttemptLimit ofDevice(SessionCookie device) {
        return new AttemptLimit("device " + device.digest().hex(), config.maxFailedLogins(), config.lockOut());
    }
}
