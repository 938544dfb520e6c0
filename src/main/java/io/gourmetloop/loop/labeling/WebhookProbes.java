package io.gourmetloop.loop.labeling;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/** Table {@code webhook_probes}: announcements that were made to see whether they arrive. */
public final class WebhookProbes {
    private final Pool pool;

    public WebhookProbes(Pool pool) {
        this.pool = pool;
    }

    /** Forgets those of yesterday, too. */
    public Future<Void> arrived(UUID probe) {
        return pool.preparedQuery("""
                        with old as (delete from webhook_probes where arrived_at < now() - interval '1 day')
                        insert into webhook_probes (id) values ($1) on conflict do nothing
                        """).execute(Tuple.of(probe)).mapEmpty();
    }

    public Future<Boolean> hasArrived(UUID probe) {
        return pool.preparedQuery("select 1 from webhook_probes where id = $1")
                .execute(Tuple.of(probe))
                .map(rows -> rows.size() > 0);
    }
}
