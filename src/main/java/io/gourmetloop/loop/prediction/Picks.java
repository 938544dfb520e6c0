package io.gourmetloop.loop.prediction;

import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.Role;
import io.gourmetloop.loop.sampling.TaskRequest;
import io.gourmetloop.platform.db.Database;
import io.gourmetloop.platform.db.Write;
import io.gourmetloop.platform.outbox.Outbox;
import io.gourmetloop.platform.outbox.OutboxMessage;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * Photos that somebody picks for labeling by hand: guided training tasks of the active-learning stream. Photos that are
 * kept for measuring are refused: whoever picks looks at the answer, and estimates would lean to what is picked.
 */
public final class Picks {
    private final Database database;
    private final Ledger ledger;
    private final Outbox outbox;

    public Picks(Database database, Ledger ledger, Outbox outbox) {
        this.database = database;
        this.ledger = ledger;
        this.outbox = outbox;
    }

    /** What became of the picked photos; unknown ones are in no number. */
    public record Picked(long sent, long keptForMeasuring, long haveTask) {}

    private record Candidate(PredictionId id, ModelVersion version, Role role, boolean hasTask) {
        boolean pickable() {
            return role == Role.TRAIN && !hasTask;
        }
    }

    /** The same photo picked twice gets one task. */
    public Future<Picked> pick(Collection<PredictionId> photos) {
        return database.withTransaction(tx -> PredictionLock.take(tx, photos)
                .compose(locked -> candidates(tx, photos))
                .compose(candidates -> send(tx, candidates).map(done -> picked(candidates))));
    }

    private static Future<List<Candidate>> candidates(SqlConnection tx, Collection<PredictionId> photos) {
        return tx.preparedQuery("""
                        select p.id, p.model_version, p.role,
                               exists (select from sampling_ledger l
                                       where l.prediction_id = p.id and l.task_purpose is not null) as has_task
                        from predictions p
                        where p.id = any($1)
                        """)
                .execute(Tuple.of(photos.stream().map(PredictionId::value).toArray(UUID[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Picks::candidate)
                        .toList());
    }

    private static Candidate candidate(Row row) {
        return new Candidate(
                new PredictionId(row.getUUID("id")),
                new ModelVersion(row.getInteger("model_version")),
                Role.valueOf(row.getString("role")),
                row.getBoolean("has_task"));
    }

    private Future<Void> send(SqlConnection tx, List<Candidate> candidates) {
        Future<Void> sent = Future.succeededFuture();
        for (Candidate candidate : candidates) {
            if (candidate.pickable()) {
                sent = sent.compose(done -> send(tx, candidate));
            }
        }
        return sent;
    }

    private Future<Void> send(SqlConnection tx, Candidate candidate) {
        TaskRequest request = TaskRequest.first(candidate.id);
        return Write.together(ledger.insertions(candidate.id, candidate.version, ledger.drawForPick(candidate.id)))
                .execute(tx)
                .compose(done ->
                        outbox.enqueue(tx, new OutboxMessage(TaskRequest.TOPIC, request.key(), new JsonObject())));
    }

    private static Picked picked(List<Candidate> candidates) {
        long sent = candidates.stream().filter(Candidate::pickable).count();
        long haveTask = candidates.stream().filter(Candidate::hasTask).count();
        return new Picked(sent, candidates.size() - sent - haveTask, haveTask);
    }
}
