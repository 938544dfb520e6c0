package io.gourmetloop.loop.prediction;

import io.gourmetloop.domain.PredictionId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.UUID;

/**
 * Who decides about the task of an image does so alone. A statement of its own: one that waits for a lock goes on to see
 * what was there before it waited, only the next one sees what the other transaction has decided.
 */
final class PredictionLock {
    private PredictionLock() {}

    /** Holds them until the transaction ends, in one order for all; unknown ones are passed over. */
    static Future<Void> take(SqlConnection tx, Collection<PredictionId> predictions) {
        return tx.preparedQuery("select from predictions where id = any($1) order by id for update")
                .execute(Tuple.of(predictions.stream().map(PredictionId::value).toArray(UUID[]::new)))
                .mapEmpty();
    }
}
