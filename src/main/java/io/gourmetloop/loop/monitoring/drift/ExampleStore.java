package io.gourmetloop.loop.monitoring.drift;

import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.PhotoProblem;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.Role;
import io.gourmetloop.domain.Sha256;
import io.gourmetloop.loop.monitoring.checks.Example;
import io.gourmetloop.loop.monitoring.checks.Example.Answer;
import io.gourmetloop.loop.monitoring.checks.Example.Labeling;
import io.gourmetloop.loop.monitoring.checks.Example.Picture;
import io.gourmetloop.model.inference.Embedding;
import io.gourmetloop.model.inference.PictureProperties;
import io.gourmetloop.model.inference.Rgb;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Answered photos with all that is known of them, out of several tables. */
final class ExampleStore {
    /** Few enough that reading them does not hold up an event loop. */
    private static final int PAGE = 200;

    private final Pool pool;

    ExampleStore(Pool pool) {
        this.pool = pool;
    }

    /** At most so many answers of a version, at random but the same at each call: by the random part of their ids. */
    Future<List<PredictionId>> some(ModelVersion version, Side side, int most) {
        return pool.preparedQuery("""
                        select id from predictions
                        where model_version = $1 and id >= $2 and id < $3
                        order by substring(uuid_send(id) from 9) limit $4
                        """)
                .execute(Tuple.of(
                        version.number(), side.from().value(), side.to().value(), most))
                .map(rows -> list(rows, row -> new PredictionId(row.getUUID("id"))));
    }

    /** Those that nobody has described. */
    Future<List<PredictionId>> withoutFeatures(List<PredictionId> ids) {
        return pool.preparedQuery("""
                        select id from unnest($1::uuid[]) as id
                        where not exists (select from photo_features where prediction_id = id)
                        """)
                .execute(Tuple.of(values(ids)))
                .map(rows -> list(rows, row -> new PredictionId(row.getUUID("id"))));
    }

    /** Those that are there still. */
    Future<List<Example>> examples(List<PredictionId> ids) {
        Future<List<Example>> all = Future.succeededFuture(new ArrayList<>());
        for (int from = 0; from < ids.size(); from += PAGE) {
            List<PredictionId> page = ids.subList(from, Math.min(ids.size(), from + PAGE));
            all = all.compose(before -> page(page).map(examples -> {
                before.addAll(examples);
                return before;
            }));
        }
        return all;
    }

    private Future<List<Example>> page(List<PredictionId> ids) {
        return pool.preparedQuery("""
                        select p.id, p.label, p.confidence, p.probabilities, p.role, p.photo_width, p.photo_height,
                               f.problem, f.brightness, f.contrast, f.red, f.green, f.blue, f.sharpness,
                               f.difference_hash, f.pixels_sha256, f.embedding,
                               g.label as truth, coalesce(random.chosen, false) as at_random,
                               flag.prediction_id is not null as flagged
                        from predictions p
                        left join photo_features f on f.prediction_id = p.id
                        left join ground_truth g on g.task_id = p.id and g.outcome = 'label'
                        left join sampling_ledger random on random.prediction_id = p.id and random.stream = 'random'
                        left join sampling_ledger flag on flag.prediction_id = p.id and flag.stream = 'user_feedback'
                        where p.id = any($1)
                        """).execute(Tuple.of(values(ids))).map(rows -> list(rows, ExampleStore::example));
    }

    private static Example example(Row row) {
        Buffer embedding = row.getBuffer("embedding");
        String problem = row.getString("problem");
        return new Example(
                new PredictionId(row.getUUID("id")),
                new Answer(
                        new Label(row.getString("label")),
                        row.getDouble("confidence"),
                        List.of(row.getArrayOfDoubles("probabilities"))),
                labeling(row),
                picture(row),
                embedding == null ? null : Embedding.fromBytes(embedding.getBytes()),
                problem == null ? null : PhotoProblem.parse(problem));
    }

    private static Labeling labeling(Row row) {
        String truth = row.getString("truth");
        return new Labeling(
                Role.valueOf(row.getString("role")),
                row.getBoolean("at_random"),
                row.getBoolean("flagged"),
                truth == null ? null : new Label(truth));
    }

    private static @Nullable Picture picture(Row row) {
        if (row.getValue("brightness") == null) {
            return null;
        }
        return new Picture(
                row.getInteger("photo_width"),
                row.getInteger("photo_height"),
                new PictureProperties(
                        row.getDouble("brightness"),
                        row.getDouble("contrast"),
                        new Rgb(row.getDouble("red"), row.getDouble("green"), row.getDouble("blue")),
                        row.getDouble("sharpness"),
                        row.getLong("difference_hash"),
                        Sha256.fromDigest(row.getBuffer("pixels_sha256").getBytes())));
    }

    private static UUID[] values(List<PredictionId> ids) {
        return ids.stream().map(PredictionId::value).toArray(UUID[]::new);
    }

    private static <T> List<T> list(Iterable<Row> rows, java.util.function.Function<Row, T> read) {
        return StreamSupport.stream(rows.spliterator(), false).map(read).toList();
    }
}
