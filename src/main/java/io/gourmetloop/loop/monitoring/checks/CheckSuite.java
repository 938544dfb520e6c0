package io.gourmetloop.loop.monitoring.checks;

import io.gourmetloop.loop.monitoring.checks.CheckResult.Limits;
import io.gourmetloop.loop.monitoring.statistics.Holm;
import io.gourmetloop.platform.config.CheckConfig;
import io.gourmetloop.platform.config.ChecksConfig;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All checks with their limits. */
public final class CheckSuite {
    /** A figure beyond its limit that chance alone gives as often as this is no finding. */
    static final double SIGNIFICANCE = 0.05;

    private final List<Limited> checks;

    private record Limited(Check check, CheckConfig config) {
        Limits limits() {
            return new Limits(check.rule(), config.warn(), config.fail(), config.blocksTraining());
        }
    }

    public CheckSuite(ChecksConfig config) {
        checks = List.of(
                new Limited(new ClassPropertyDrift(), config.classPropertyDrift()),
                new Limited(new PropertyDrift(), config.propertyDrift()),
                new Limited(new PropertyOutliers(), config.propertyOutliers()),
                new Limited(new PredictionDrift(), config.predictionDrift()),
                new Limited(new LabelDrift(), config.labelDrift()),
                new Limited(new ConfidenceDrift(), config.confidenceDrift()),
                new Limited(new EmbeddingDrift(), config.embeddingDrift()),
                new Limited(new DomainShift(), config.domainClassifier()),
                new Limited(new OutOfDomain(), config.outOfDomain()),
                new Limited(new FlagRate(), config.flagRate()),
                new Limited(new WeakSegments(), config.weakSegments()),
                new Limited(new Robustness(), config.robustness()),
                new Limited(new LabelErrors(), config.labelErrors()),
                new Limited(new ConflictingLabels(), config.conflictingLabels()),
                new Limited(new TrainTestLeakage(), config.trainTestLeakage()),
                new Limited(new TrainingDuplicates(), config.trainingDuplicates()),
                new Limited(new NewLabels(), config.newLabels()),
                new Limited(new ClassImbalance(), config.classImbalance()),
                new Limited(new ExactDuplicates(), config.exactDuplicates()),
                new Limited(new NearDuplicates(), config.nearDuplicates()),
                new Limited(new UnusableFiles(), config.unusableFiles()));
    }

    /** Some seconds for thousands of photos: not for an event loop. */
    public List<CheckResult> run(Comparison comparison) {
        return judge(
                checks.stream().map(limited -> limited.check.run(comparison)).toList());
    }

    private List<CheckResult> judge(List<CheckOutcome> outcomes) {
        List<Double> pValues = new ArrayList<>();
        outcomes.forEach(outcome -> {
            Double p = pValue(outcome);
            if (p != null) {
                pValues.add(p);
            }
        });
        double[] adjusted =
                Holm.adjusted(pValues.stream().mapToDouble(Double::doubleValue).toArray());
        List<CheckResult> results = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            boolean tested = pValue(outcomes.get(i)) != null;
            results.add(judge(checks.get(i), outcomes.get(i), tested ? adjusted[next] : null));
            next += tested ? 1 : 0;
        }
        return results;
    }

    private static @Nullable Double pValue(CheckOutcome outcome) {
        return outcome instanceof Finding finding ? finding.pValue() : null;
    }

    private static CheckResult judge(Limited limited, CheckOutcome outcome, @Nullable Double pValue) {
        return new CheckResult(
                limited.check.name(),
                limited.check.title(),
                limited.check.meaning(),
                status(limited.limits(), outcome, pValue),
                limited.limits(),
                pValue,
                outcome);
    }

    private static Status status(Limits limits, CheckOutcome outcome, @Nullable Double pValue) {
        if (!(outcome instanceof Finding finding)) {
            return Status.NOT_ENOUGH_DATA;
        }
        boolean byChance = pValue != null && pValue >= SIGNIFICANCE;
        return byChance ? Status.PASS : limits.judge(finding.value());
    }
}
