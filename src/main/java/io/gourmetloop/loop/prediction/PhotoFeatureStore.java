package io.gourmetloop.loop.prediction;

import io.gourmetloop.domain.PhotoProblem;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.model.inference.Embedding;
import io.gourmetloop.model.inference.PictureProperties;
import io.gourmetloop.platform.db.Write;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** Table {@code photo_features}. */
final class PhotoFeatureStore {
    private static final String INSERT = """
            insert into photo_features (prediction_id, problem, brightness, contrast, red, green, blue, sharpness,
                                        difference_hash, pixels_sha256, embedding)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            on conflict (prediction_id) do nothing
            """;

    private PhotoFeatureStore() {}

    static Write insertion(PredictionId id, PhotoFeatures features) {
        return new Write(INSERT, row(id, features));
    }

    private static Tuple row(PredictionId id, PhotoFeatures features) {
        PhotoProblem problem = features.problem();
        Embedding embedding = features.embedding();
        Tuple row = Tuple.tuple().addUUID(id.value()).addString(problem == null ? null : problem.text());
        addPicture(row, features.picture());
        return row.addBuffer(embedding == null ? null : Buffer.buffer(embedding.toBytes()));
    }

    private static void addPicture(Tuple row, @Nullable PictureProperties picture) {
        if (picture == null) {
            for (int column = 0; column < 8; column++) {
                row.addValue(null);
            }
            return;
        }
        row.addDouble(picture.brightness())
                .addDouble(picture.contrast())
                .addDouble(picture.mean().red())
                .addDouble(picture.mean().green())
                .addDouble(picture.mean().blue())
                .addDouble(picture.sharpness())
                .addLong(picture.differenceHash())
                .addBuffer(Buffer.buffer(picture.pixels().bytes()));
    }
}
