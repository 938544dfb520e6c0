package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.Viewer;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How far an annotator has come. */
public final class AnnotatorProgress {
    private final Pool pool;

    public AnnotatorProgress(Pool pool) {
        this.pool = pool;
    }

    /**
     * Open tasks that wait for this annotator, how many of them are blind, and how many the annotator has done since
     * midnight UTC, skipped ones included.
     */
    public record Figures(long open, long openBlind, long doneToday) {}

    Future<Figures> of(Viewer.Account account, Instant now) {
        return pool.preparedQuery("""
                        select count(*) as open, count(*) filter (where t.purpose = 'evaluation') as open_blind,
                               (select count(*) from annotations
                                where annotator = $1 and source = 'builtin' and created_at >= $2
                                  and deleted_at is null) as done_today
                        from tasks t
                        where t.state = 'open'
                          and not exists (select 1 from annotations a
                                          where a.task_id = t.id and a.source = 'builtin' and a.annotator = $1
                                            and a.deleted_at is null)
                        """)
                .execute(Tuple.of(account.name(), Rows.utc(now.truncatedTo(ChronoUnit.DAYS))))
                .map(rows -> figures(rows.iterator().next()));
    }

    private static Figures figures(Row row) {
        return new Figures(row.getLong("open"), row.getLong("open_blind"), row.getLong("done_today"));
    }
}
