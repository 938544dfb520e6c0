package io.gourmetloop.loop.prediction;

import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.Purpose;
import io.gourmetloop.loop.sampling.ChosenToday;
import io.gourmetloop.loop.sampling.FlagsToday;
import io.gourmetloop.loop.sampling.LedgerEntry;
import io.gourmetloop.loop.sampling.Sampler;
import io.gourmetloop.loop.sampling.SamplingDraw;
import io.gourmetloop.platform.db.Write;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Table {@code sampling_ledger}: every coin that was thrown, kept together with what caused it. */
public final class Ledger {
    private static final String INSERT = """
            insert into sampling_ledger (prediction_id, stream, probability, coin, chosen, task_purpose, policy, salt_id,
                                         model_version, decided_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            on conflict (prediction_id, stream) do nothing
            """;

    private final Sampler sampler;
    private final Clock clock;

    public Ledger(Sampler sampler, Clock clock) {
        this.sampler = sampler;
        this.clock = clock;
    }

    Future<SamplingDraw> draw(SqlClient client, Prediction prediction) {
        Future<ChosenToday> counts = sampler.capped() ? chosenToday(client) : Future.succeededFuture(ChosenToday.NONE);
        return counts.map(chosen -> sampler.decide(
                prediction.id(),
                prediction.scores().confidence(),
                prediction.photo().sha256(),
                chosen));
    }

    Future<SamplingDraw> drawForFlag(SqlClient client, FeedbackStore.Target target, FlagsToday before) {
        return chosenToday(client)
                .map(chosen -> sampler.flag(
                        target.id(), target.confidence(), target.role(), target.hasTask(), chosen, before));
    }

    SamplingDraw drawForPick(PredictionId photo) {
        return sampler.pick(photo);
    }

    /** One for each coin. */
    List<Write> insertions(PredictionId id, ModelVersion version, SamplingDraw draw) {
        OffsetDateTime now = now();
        return draw.ledger().stream()
                .map(entry -> new Write(INSERT, row(id, version, entry, now)))
                .toList();
    }

    private static Tuple row(PredictionId id, ModelVersion version, LedgerEntry entry, OffsetDateTime now) {
        Purpose task = entry.task();
        return Tuple.of(
                id.value(),
                entry.stream().text(),
                entry.decision().probability(),
                entry.decision().coin(),
                entry.decision().chosen(),
                task == null ? null : task.text(),
                entry.policyVersion(),
                entry.saltId(),
                version.number(),
                now);
    }

    private Future<ChosenToday> chosenToday(SqlClient client) {
        return client.preparedQuery("""
                        select count(*) filter (where stream = 'random') as random,
                               count(*) filter (where stream = 'low_confidence') as low_confidence,
                               count(*) filter (where stream = 'user_feedback') as user_feedback
                        from sampling_ledger
                        where stream in ('random', 'low_confidence', 'user_feedback') and chosen and decided_at >= $1
                        """)
                .execute(Tuple.of(now().truncatedTo(ChronoUnit.DAYS)))
                .map(Ledger::counts);
    }

    private static ChosenToday counts(RowSet<Row> rows) {
        Row row = rows.iterator().next();
        return new ChosenToday(row.getLong("random"), row.getLong("low_confidence"), row.getLong("user_feedback"));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
