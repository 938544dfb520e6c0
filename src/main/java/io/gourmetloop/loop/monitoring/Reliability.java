package io.gourmetloop.loop.monitoring;

import io.gourmetloop.loop.monitoring.Evidence.Traffic;
import io.gourmetloop.loop.monitoring.WindowEvidence.Known;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Whether answers that claim a confidence are right as often, tenth by tenth of the calibrated confidence. */
public record Reliability(List<Tenth> tenths) {
    public Reliability {
        tenths = List.copyOf(tenths);
    }

    /** Answers with a confidence in [tenth / 10, (tenth + 1) / 10): what they claim on average, and what labels say. */
    public record Tenth(
            int tenth,
            long answered,
            double meanConfidence,
            @Nullable Estimate accuracy) {
        double gap() {
            return accuracy == null ? 0 : Math.abs(accuracy.value() - meanConfidence);
        }
    }

    static Reliability of(Known known) {
        return new Reliability(IntStream.range(0, 10)
                .mapToObj(tenth -> tenth(tenth, known))
                .filter(tenth -> tenth.answered > 0)
                .toList());
    }

    private static Tenth tenth(int tenth, Known known) {
        Traffic traffic = known.answers().ofTenth(tenth);
        List<Stratum> labels = known.blind().stream()
                .filter(stratum -> stratum.tenth() == tenth)
                .toList();
        Optional<Estimate> accuracy =
                Ratio.of(labels, stratum -> stratum.outcome() == Outcome.RIGHT, traffic.answered());
        return new Tenth(tenth, traffic.answered(), traffic.meanConfidence(), accuracy.orElse(null));
    }

    /**
     * Expected calibration error: the mean distance of claim and truth, each tenth as heavy as its traffic (Naeini et al.
     * 2015). It stands on the tenths that have labels; empty without any.
     */
    public Optional<Double> expectedCalibrationError() {
        List<Tenth> labeled =
                tenths.stream().filter(tenth -> tenth.accuracy != null).toList();
        double answered = labeled.stream().mapToLong(Tenth::answered).sum();
        return labeled.isEmpty()
                ? Optional.empty()
                : Optional.of(labeled.stream()
                        .mapToDouble(tenth -> tenth.answered / answered * tenth.gap())
                        .sum());
    }
}
