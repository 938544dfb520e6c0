package io.gourmetloop.loop.prediction;

import static java.time.ZoneOffset.UTC;

import io.gourmetloop.domain.SessionId;
import io.gourmetloop.loop.sampling.FlagsToday;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.LocalDate;

/**
 * Table {@code flag_counts}: how many answers each session, and each address, flagged today. Flags of one origin wait for
 * each other's transaction, so each has a number of its own; those of earlier days are forgotten.
 */
final class FlagCounts {
    private static final String COUNT = """
            with forgotten as (
                delete from flag_counts
                where (day, origin) in (select day, origin from flag_counts where day < $1 for update skip locked))
            insert into flag_counts as counted (day, origin, flags)
            values ($1, $2, 1), ($1, $3, 1)
            on conflict (day, origin) do update set flags = counted.flags + 1
            returning origin, flags
            """;

    private final Clock clock;

    FlagCounts(Clock clock) {
        this.clock = clock;
    }

    /** Counts one more flag; returns how many there were before it. */
    Future<FlagsToday> count(SqlConnection tx, SessionId session, String address) {
        String ofSession = "session " + session.value();
        String ofAddress = "address " + address;
        return tx.preparedQuery(COUNT)
                .execute(Tuple.of(LocalDate.ofInstant(clock.instant(), UTC), ofSession, ofAddress))
                .map(rows -> new FlagsToday(before(rows, ofSession), before(rows, ofAddress)));
    }

    private static long before(RowSet<Row> rows, String origin) {
        for (Row row : rows) {
            if (row.getString("origin").equals(origin)) {
                return row.getLong("flags") - 1;
            }
        }
        throw new IllegalStateException("Both origins are counted");
    }
}
