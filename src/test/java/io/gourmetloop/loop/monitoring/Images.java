package io.gourmetloop.loop.monitoring;

import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.Role;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.loop.monitoring.Evidence.Tally;
import io.gourmetloop.loop.monitoring.Evidence.Traffic;
import io.gourmetloop.loop.monitoring.Evidence.Whole;
import io.gourmetloop.loop.monitoring.RecordedProduction.Image;
import io.gourmetloop.loop.monitoring.Stratum.Coins;
import io.gourmetloop.loop.monitoring.Stratum.Draw;
import io.gourmetloop.loop.monitoring.Stratum.Judged;
import io.gourmetloop.loop.monitoring.Stratum.Sums;
import io.gourmetloop.platform.config.SamplingConfig;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a test knows of its images without asking a database. */
final class Images {
    private static final Label SOUP = new Label("Soup");
    private static final Label EGG = new Label("Egg");

    private Images() {}

    static List<Image> withTask(List<Image> images) {
        return images.stream().filter(image -> image.task() != null).toList();
    }

    static List<Image> blind(List<Image> images) {
        return images.stream().filter(Image::blind).toList();
    }

    static double atRandom(List<Image> withTask) {
        return withTask.stream().filter(Images::atRandom).count();
    }

    static double truth(List<Image> images) {
        return images.stream()
                .mapToInt(image -> image.right() ? 1 : 0)
                .average()
                .orElseThrow();
    }

    static Estimate figure(WindowEstimates window, Estimator estimator) {
        return window.figures().stream()
                .filter(figure -> figure.estimator() == estimator)
                .findFirst()
                .orElseThrow()
                .estimate();
    }

    static Interval interval(Estimate estimate) {
        return Objects.requireNonNull(estimate.uncertainty()).interval();
    }

    /** The evidence of images whose tasks are all labeled, one by one. */
    static Evidence evidence(List<Image> images) {
        double confidences = images.stream().mapToDouble(Image::confidence).sum();
        Traffic traffic = new Traffic(images.size(), confidences);
        List<Image> labeled = withTask(images);
        long right = labeled.stream().filter(Image::right).count();
        List<Stratum> strata = blind(images).stream().map(Images::stratum).toList();
        return Evidence.of(traffic, strata, new Whole(traffic, new Tally(labeled.size(), right)));
    }

    private static Stratum stratum(Image image) {
        SamplingConfig sampling = RecordedProduction.SAMPLING;
        double f = image.confidence();
        boolean unsure = f < sampling.lowConfidence().threshold();
        Coins coins = new Coins(
                sampling.random().rate(), unsure ? sampling.lowConfidence().rate() : 0, 0);
        return stratum(image.role(), coins, atRandom(image), image.outcome(), new Sums(1, f, f * f));
    }

    /** Labels of blind tasks; the answer is always Soup. */
    static Stratum stratum(Role role, Coins coins, boolean atRandom, Outcome outcome, Sums sums) {
        SamplingStream stream = atRandom ? SamplingStream.RANDOM : SamplingStream.LOW_CONFIDENCE;
        return new Stratum(new Draw(role, coins, stream, true), new Judged(SOUP, truth(outcome)), 0, sums);
    }

    private static @Nullable Label truth(Outcome outcome) {
        return switch (outcome) {
            case RIGHT -> SOUP;
            case WRONG -> EGG;
            case UNDECIDED -> null;
        };
    }

    private static boolean atRandom(Image image) {
        return Objects.requireNonNull(image.task()).stream() == SamplingStream.RANDOM;
    }
}
