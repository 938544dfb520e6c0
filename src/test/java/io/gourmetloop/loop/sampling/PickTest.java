package io.gourmetloop.loop.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.Purpose;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.platform.config.SamplingConfig;
import io.gourmetloop.platform.config.Secret;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PickTest {
    private static final SamplingConfig CONFIG = new SamplingConfig(
            0.4,
            new SamplingConfig.Random(0.1, 0.05, 0),
            new SamplingConfig.LowConfidence(0.7, 0.5, 0),
            new SamplingConfig.UserFeedback(1, 0, 0, 0));

    @Test
    void a_picked_photo_is_certain_to_get_a_guided_task_and_enters_no_estimate() {
        Sampler sampler = new Sampler(CONFIG, new Salt("s1", new Secret("salt")));
        SamplingDraw draw = sampler.pick(PredictionId.create(Instant.EPOCH));
        LedgerEntry entry = draw.ledger().get(0);
        assertThat(draw.ledger()).hasSize(1);
        assertThat(entry.stream()).isEqualTo(SamplingStream.ACTIVE_LEARNING);
        assertThat(entry.decision().chosen()).isTrue();
        assertThat(entry.task()).isEqualTo(Purpose.TRAIN);
    }
}
