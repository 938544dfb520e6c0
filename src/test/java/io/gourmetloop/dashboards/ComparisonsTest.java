package io.gourmetloop.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComparisonsTest {
    @Test
    void comparisons_answer_and_selectors_stay() {
        assertThat(Comparisons.asValues("a{b=~\"c>d\", e!=\"f\"} <= on () g and h == 0"))
                .isEqualTo("a{b=~\"c>d\", e!=\"f\"} <= bool on () g and h == bool 0");
        assertThat(Comparisons.asValues("a >= bool 1")).isEqualTo("a >= bool 1");
        assertThat(Comparisons.asValues("sum(a) >= 3")).isEqualTo("sum(a) >= bool 3");
    }
}
