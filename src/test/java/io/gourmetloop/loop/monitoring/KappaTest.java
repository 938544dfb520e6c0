package io.gourmetloop.loop.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gourmetloop.loop.monitoring.Kappa.Judgments;
import java.util.List;
import org.junit.jupiter.api.Test;

class KappaTest {
    /** Both yes 20, yes and no 5, no and yes 10, both no 15: p_o = 0.7, p_e = 0.5. */
    @Test
    void agreement_counts_only_beyond_chance() {
        Kappa kappa = Kappa.of(List.of(
                new Judgments("yes", "yes", 20),
                new Judgments("yes", "no", 5),
                new Judgments("no", "yes", 10),
                new Judgments("no", "no", 15)));
        assertThat(kappa.images()).isEqualTo(50);
        assertThat(kappa.agreed()).isEqualTo(35);
        assertThat(kappa.value().orElseThrow()).isCloseTo(0.4, within(1e-12));
    }

    @Test
    void two_who_always_differ_are_worse_than_chance() {
        Kappa kappa = Kappa.of(List.of(new Judgments("a", "b", 5), new Judgments("b", "a", 5)));
        assertThat(kappa.value().orElseThrow()).isCloseTo(-1, within(1e-12));
    }

    @Test
    void where_both_say_one_thing_only_chance_explains_everything() {
        assertThat(Kappa.of(List.of(new Judgments("a", "a", 9))).value()).isEmpty();
        assertThat(Kappa.of(List.of()).value()).isEmpty();
    }
}
