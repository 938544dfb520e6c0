package io.gourmetloop.platform.auth;

import io.gourmetloop.platform.db.Database;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;

/** The table {@code login_devices}: the browsers that an account has logged in from, known by a cookie of their own. */
final class DeviceStore {
    private static final Duration KEPT_FOR = Duration.ofDays(365);
    private static final int MOST_OF_ONE_ACCOUNT = 20;

    private static final String KNOWN = """
            select exists (
                select from login_devices
                where token_hash = $1 and account_id = $2 and last_login_at > $3) as known""";
    private static final String NOTE = """
            insert into login_devices (token_hash, account_id, last_login_at)
            values ($1, $2, $3)
            on conflict (token_hash) do update
            set account_id = excluded.account_id, last_login_at = excluded.last_login_at""";
    private static final String PRUNE = """
            delete from login_devices
            where last_login_at <= $2
               or token_hash in (
                    select token_hash from login_devices
                    where account_id = $1
                    order by last_login_at desc
                    offset $3)""";
    private static final String FORGET = """
            delete from login_devices
            where account_id = $1""";

    private final Database database;
    private final Clock clock;

    DeviceStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Whether this account has logged in with this device within a year. */
    Future<Boolean> knows(SessionCookie device, long account) {
        return database.pool()
                .preparedQuery(KNOWN)
                .execute(Tuple.of(bytes(device), account, oldest()))
                .map(rows -> rows.iterator().next().getBoolean("known"));
    }

    /** Also forgets those of a year ago, and of this account all but the last {@value #MOST_OF_ONE_ACCOUNT}. */
    Future<Void> note(SessionCookie device, long account) {
        return run(NOTE, Tuple.of(bytes(device), account, OffsetDateTime.now(clock)))
                .compose(noted -> run(PRUNE, Tuple.of(account, oldest(), MOST_OF_ONE_ACCOUNT)));
    }

    Future<Void> forget(long account) {
        return run(FORGET, Tuple.of(account));
    }

    private Future<Void> run(String sql, Tuple values) {
        return database.pool().preparedQuery(sql).execute(values).mapEmpty();
    }

    private OffsetDateTime oldest() {
        return OffsetDateTime.now(clock).minus(KEPT_FOR);
    }

    private static Buffer bytes(SessionCookie device) {
        return Buffer.buffer(device.digest().bytes());
    }
}
