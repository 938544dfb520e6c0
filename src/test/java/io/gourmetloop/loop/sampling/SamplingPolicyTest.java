package io.gourmetloop.loop.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gourmetloop.domain.Confidence;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SamplingPolicyTest {
    private static final Confidence SURE = new Confidence(0.9);
    private static final Confidence UNSURE = new Confidence(0.4);

    @Test
    void the_random_stream_does_not_look_at_the_confidence() {
        SamplingPolicy random = new SamplingPolicy.Random(0.1, 0.01, DailyCap.NONE);
        assertThat(random.probability(SURE, 10_000)).isEqualTo(0.1);
        assertThat(random.probability(UNSURE, 10_000)).isEqualTo(0.1);
    }

    @Test
    void the_low_confidence_stream_takes_only_what_lies_strictly_below_its_threshold() {
        SamplingPolicy low = new SamplingPolicy.LowConfidence(new Confidence(0.7), 0.35, DailyCap.NONE);
        assertThat(low.probability(new Confidence(0.6999), 0)).isEqualTo(0.35);
        assertThat(low.probability(new Confidence(0.7), 0)).isZero();
    }

    @Test
    void a_cap_lowers_the_rate_once_half_of_it_is_used_and_ends_at_zero() {
        SamplingPolicy low = new SamplingPolicy.LowConfidence(new Confidence(0.7), 0.4, new DailyCap(100));
        assertThat(low.probability(UNSURE, 0)).isEqualTo(0.4);
        assertThat(low.probability(UNSURE, 50)).isEqualTo(0.4);
        assertThat(low.probability(UNSURE, 75)).isEqualTo(0.2);
        assertThat(low.probability(UNSURE, 100)).isZero();
        assertThat(low.probability(UNSURE, 130)).isZero();
    }

    @Test
    void the_random_stream_never_falls_below_its_floor() {
        SamplingPolicy random = new SamplingPolicy.Random(0.1, 0.02, new DailyCap(10));
        assertThat(random.probability(SURE, 7)).isCloseTo(0.06, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(random.probability(SURE, 10)).isEqualTo(0.02);
        assertThat(random.probability(SURE, 10_000)).isEqualTo(0.02);
    }

    @Test
    void a_capped_stream_never_chooses_more_than_its_cap() {
        SamplingPolicy flags = new SamplingPolicy.UserFeedback(1, new DailyCap(40));
        Random coins = new Random(5);
        long chosen = 0;
        for (int image = 0; image < 5_000; image++) {
            chosen += coins.nextDouble() < flags.probability(SURE, chosen) ? 1 : 0;
        }
        assertThat(chosen).isEqualTo(40);
    }

    @Test
    void a_random_stream_without_a_floor_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SamplingPolicy.Random(0.1, 0, DailyCap.NONE))
                .withMessageContaining("floor");
    }
}
