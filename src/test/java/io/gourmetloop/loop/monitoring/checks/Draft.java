package io.gourmetloop.loop.monitoring.checks;

import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.PhotoProblem;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.Role;
import io.gourmetloop.domain.Sha256;
import io.gourmetloop.loop.monitoring.checks.Example.Answer;
import io.gourmetloop.loop.monitoring.checks.Example.Labeling;
import io.gourmetloop.loop.monitoring.checks.Example.Picture;
import io.gourmetloop.model.inference.Embedding;
import io.gourmetloop.model.inference.PictureProperties;
import io.gourmetloop.model.inference.Rgb;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A photo to be: an ordinary one, of which a test changes what it is about. */
final class Draft {
    static final List<String> CLASSES = List.of("Soup", "Egg", "Rice");
    private static long next;

    String label;
    double confidence;
    List<Double> probabilities = List.of();
    int width = 640;
    int height = 480;
    double brightness;
    double contrast;
    double sharpness;
    long hash;
    String pixels;

    @Nullable
    Embedding embedding;

    @Nullable
    String truth;

    Role role = Role.TRAIN;
    boolean atRandom = true;
    boolean flagged;

    @Nullable
    PhotoProblem problem;

    Draft(Random random) {
        label = CLASSES.get(random.nextInt(CLASSES.size()));
        confidence = 0.5 + 0.5 * random.nextDouble();
        brightness = 0.5 + 0.1 * random.nextGaussian();
        contrast = 0.2 + 0.03 * random.nextGaussian();
        sharpness = 400 + 80 * random.nextGaussian();
        hash = random.nextLong();
        pixels = Long.toString(random.nextLong());
    }

    Example example() {
        Rgb mean = new Rgb(brightness, brightness, brightness);
        Sha256 digest = Sha256.of(pixels.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return new Example(
                new PredictionId(new UUID((1_700_000_000_000L + next++) << 16 | 0x7000, Long.MIN_VALUE)),
                new Answer(new Label(label), confidence, probabilities),
                new Labeling(role, atRandom, flagged, truth == null ? null : new Label(truth)),
                problem == PhotoProblem.UNDECODABLE
                        ? null
                        : new Picture(
                                width,
                                height,
                                new PictureProperties(brightness, contrast, mean, sharpness, hash, digest)),
                embedding,
                problem);
    }
}
