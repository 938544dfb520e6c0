package io.gourmetloop.loop.prediction;

import io.gourmetloop.domain.Confidence;
import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.Labels;
import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.PhotoFormat;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.Role;
import io.gourmetloop.domain.SessionId;
import io.gourmetloop.domain.Sha256;
import io.gourmetloop.platform.storage.ObjectKey;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** A prediction as a row and back; the order of the values is that of {@link #COLUMNS}. */
final class PredictionRow {
    static final String COLUMNS = """
            id, created_at, session_id, model_version, label, label_index, confidence, probabilities, entropy, margin, role,
            photo_key, photo_format, photo_sha256, photo_width, photo_height, idempotency_key, request_sha256
            """;

    private PredictionRow() {}

    static Tuple write(Answer answer) {
        Prediction prediction = answer.prediction();
        Scores scores = prediction.scores();
        StoredPhoto photo = prediction.photo();
        String key = answer.upload().idempotencyKey();
        return Tuple.from(new Object[] {
            prediction.id().value(),
            PredictionStore.utc(prediction.createdAt()),
            prediction.session().value(),
            prediction.version().number(),
            scores.label().text(),
            scores.labelIndex(),
            scores.confidence().value(),
            scores.probabilities().toArray(Double[]::new),
            scores.entropy(),
            scores.margin(),
            prediction.role().name(),
            photo.key().value(),
            photo.format().name(),
            Buffer.buffer(photo.sha256().bytes()),
            photo.width(),
            photo.height(),
            key,
            key == null ? null : Buffer.buffer(answer.upload().photo().sha256().bytes())
        });
    }

    /** Needs {@link #COLUMNS} and the {@code labels} of the version. */
    static Prediction read(Row row) {
        return new Prediction(
                new PredictionId(row.getUUID("id")),
                row.getOffsetDateTime("created_at").toInstant(),
                new SessionId(row.getString("session_id")),
                new ModelVersion(row.getInteger("model_version")),
                Labels.of(row.getArrayOfStrings("labels")),
                scores(row),
                Role.valueOf(row.getString("role")),
                photo(row));
    }

    private static Scores scores(Row row) {
        return new Scores(
                new Label(row.getString("label")),
                row.getInteger("label_index"),
                new Confidence(row.getDouble("confidence")),
                List.of(row.getArrayOfDoubles("probabilities")),
                row.getDouble("entropy"),
                row.getDouble("margin"));
    }

    private static StoredPhoto photo(Row row) {
        return new StoredPhoto(
                ObjectKey.of(row.getString("photo_key")),
                PhotoFormat.valueOf(row.getString("photo_format")),
                Sha256.fromDigest(row.getBuffer("photo_sha256").getBytes()),
                row.getInteger("photo_width"),
                row.getInteger("photo_height"));
    }
}
