package io.gourmetloop.platform.config;

/**
 * Who is chosen for labeling. {@code evaluationShare} of all pictures, by content, have the role EVAL. A daily cap of 0
 * means no cap; the random rate never falls below its floor.
 */
public record SamplingConfig(
        double evaluationShare, Random random, LowConfidence lowConfidence, UserFeedback userFeedback) {
    public SamplingConfig {
        Check.share("sampling.evaluation-share", evaluationShare);
    }

    public record Random(double rate, double floor, int dailyCap) {
        public Random {
            Check.share("sampling.random.rate", rate);
            Check.share("sampling.random.floor", floor);
            Check.that(floor > 0, "sampling.random.floor must be above 0: every image needs a chance");
            Check.that(floor <= rate, "sampling.random.floor cannot be above sampling.random.rate");
            Check.that(dailyCap >= 0, "sampling.random.daily-cap cannot be negative");
        }
    }

    public record LowConfidence(double threshold, double rate, int dailyCap) {
        public LowConfidence {
            Check.share("sampling.low-confidence.threshold", threshold);
            Check.share("sampling.low-confidence.rate", rate);
            Check.that(dailyCap >= 0, "sampling.low-confidence.daily-cap cannot be negative");
        }
    }

    public record UserFeedback(double rate, int dailyCap, int sessionDailyCap, int addressDailyCap) {
        public UserFeedback {
            Check.share("sampling.user-feedback.rate", rate);
            Check.that(dailyCap >= 0, "sampling.user-feedback.daily-cap cannot be negative");
            Check.that(sessionDailyCap >= 0, "sampling.user-feedback.session-daily-cap cannot be negative");
            Check.that(addressDailyCap >= 0, "sampling.user-feedback.address-daily-cap cannot be negative");
        }
    }
}
