package io.gourmetloop.loop.monitoring;

import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.Role;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.loop.monitoring.Evidence.Traffic;
import io.gourmetloop.loop.monitoring.Stratum.Coins;
import io.gourmetloop.loop.monitoring.Stratum.Draw;
import io.gourmetloop.loop.monitoring.Stratum.Judged;
import io.gourmetloop.loop.monitoring.Stratum.Sums;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads the counted sums of a span: those of whole hours as they are, and the images of the parts of hours at its edges. */
final class CellStore {
    /** What a reader wants told apart: everything, or no more than estimates of classes need, which are fewer rows. */
    enum Detail {
        EVERYTHING("tenth", "truth"),
        CLASSES("0::smallint", "case when truth = predicted or truth is null then truth else 'another class' end");

        private final String tenth;
        private final String truth;

        Detail(String tenth, String truth) {
            this.tenth = tenth;
            this.truth = truth;
        }
    }

    private final Detail detail;

    CellStore(Detail detail) {
        this.detail = detail;
    }

    private static final String ANSWERS_OF_HOURS = """
            select label, tenth, answered, f_sum
            from answer_cells where model_version = $1 and hour >= $2 and hour < $3
            """;
    private static final String ANSWERS_AT_EDGES = """
            union all
            select label, tenth, count(*), sum(f)
            from calibrated_answers where model_version = $1 and id >= $4 and id < $5 group by 1, 2
            union all
            select label, tenth, count(*), sum(f)
            from calibrated_answers where model_version = $1 and id >= $6 and id < $7 group by 1, 2
            """;

    Future<Answers> answers(SqlClient client, Span span) {
        return client.preparedQuery("""
                        select label, %s as tenth, sum(answered)::bigint as answered, sum(f_sum) as f_sum
                        from (%s) parts
                        group by 1, 2
                        """.formatted(detail.tenth, parts(span, ANSWERS_OF_HOURS, ANSWERS_AT_EDGES)))
                .execute(span.values())
                .map(rows -> new Answers(StreamSupport.stream(rows.spliterator(), false)
                        .map(CellStore::group)
                        .toList()));
    }

    /** Most spans have no edges, and what is not asked need not be planned. */
    private static String parts(Span span, String hours, String edges) {
        return span.aligned() ? hours : hours + edges;
    }

    private static Answers.Group group(Row row) {
        return new Answers.Group(
                new Label(row.getString("label")),
                row.getInteger("tenth"),
                new Traffic(row.getLong("answered"), row.getDouble("f_sum")));
    }

    private static final String LABELS_OF_HOURS = """
            select predicted, tenth, truth, stream, blind, role, random, low_confidence, flag, n, f_sum, ff_sum
            from label_cells where model_version = $1 and hour >= $2 and hour < $3
            """;
    private static final String LABELS_AT_EDGES = """
            union all
            select predicted, tenth, truth, stream, blind, role, random, low_confidence, flag, 1, f, f * f
            from labelled_answers where model_version = $1 and id >= $4 and id < $5
            union all
            select predicted, tenth, truth, stream, blind, role, random, low_confidence, flag, 1, f, f * f
            from labelled_answers where model_version = $1 and id >= $6 and id < $7
            """;

    /** All labels, those of guided tasks too. */
    Future<List<Stratum>> labels(SqlClient client, Span span) {
        return client.preparedQuery(
                        """
                        select predicted, %s as tenth, %s as truth, stream, blind, role, random, low_confidence, flag,
                               sum(n)::bigint as n, sum(f_sum) as f_sum, sum(ff_sum) as ff_sum
                        from (%s) parts
                        group by 1, 2, 3, 4, 5, 6, 7, 8, 9
                        """.formatted(detail.tenth, detail.truth, parts(span, LABELS_OF_HOURS, LABELS_AT_EDGES)))
                .execute(span.values())
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(CellStore::stratum)
                        .toList());
    }

    private static Stratum stratum(Row row) {
        Draw draw = new Draw(
                Role.valueOf(row.getString("role")),
                new Coins(row.getDouble("random"), row.getDouble("low_confidence"), row.getDouble("flag")),
                SamplingStream.parse(row.getString("stream")),
                row.getBoolean("blind"));
        return new Stratum(
                draw,
                new Judged(new Label(row.getString("predicted")), label(row.getString("truth"))),
                row.getInteger("tenth"),
                new Sums(row.getLong("n"), row.getDouble("f_sum"), row.getDouble("ff_sum")));
    }

    private static @Nullable Label label(@Nullable String text) {
        return text == null ? null : new Label(text);
    }
}
