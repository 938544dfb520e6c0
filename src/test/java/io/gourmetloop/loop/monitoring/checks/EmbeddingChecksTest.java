package io.gourmetloop.loop.monitoring.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.model.inference.Embedding;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the model itself sees of photos. */
class EmbeddingChecksTest {
    private static final int SIZE = 24;

    private final Production production = new Production();
    private final List<Example> before = photos(200, 0);

    @Test
    void embeddings_of_the_same_world_pass() {
        List<Example> now = photos(200, 0);

        assertThat(Production.check("embedding_drift", before, now).status()).isEqualTo(Status.PASS);
        assertThat(Production.check("domain_classifier", before, now).status()).isEqualTo(Status.PASS);
        assertThat(Production.check("out_of_domain", before, now).status()).isNotEqualTo(Status.FAIL);
    }

    @Test
    void embeddings_of_another_world_fail() {
        List<Example> now = photos(200, 1);
        CheckResult drift = Production.check("embedding_drift", before, now);
        CheckResult classifier = Production.check("domain_classifier", before, now);

        assertThat(drift.status()).isEqualTo(Status.FAIL);
        assertThat(drift.pValue()).isLessThan(0.05);
        assertThat(classifier.status()).isEqualTo(Status.FAIL);
        assertThat(classifier.value()).isGreaterThan(0.9);
    }

    @Test
    void nearly_all_noise_is_out_of_domain() {
        List<Example> noise = production.photos(100, (draft, i) -> draft.embedding = embedding(-1, 3));
        CheckResult result = Production.check("out_of_domain", before, noise);

        assertThat(result.status()).isEqualTo(Status.FAIL);
        assertThat(result.value()).isGreaterThan(0.9);
    }

    @Test
    void a_model_without_embeddings_lacks_data() {
        List<Example> plain = production.photos(200);

        for (String check : List.of("embedding_drift", "domain_classifier", "out_of_domain")) {
            assertThat(Production.check(check, plain, plain).status()).as(check).isEqualTo(Status.NOT_ENOUGH_DATA);
        }
    }

    /** A generous limit: what is asked for is a minute, with real embeddings of 1,280 numbers. */
    @Test
    void five_thousand_photos_a_side_are_compared_within_two_minutes() {
        List<Example> reference = large(0);
        List<Example> current = large(0.05);
        long start = System.nanoTime();

        assertThat(Production.check("embedding_drift", reference, current).value())
                .isNotNull();

        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        System.out.println("Checks of 5,000 against 5,000 photos took " + taken.toMillis() + " ms");
        assertThat(taken).isLessThan(Duration.ofMinutes(2));
    }

    private List<Example> large(double shift) {
        return production.photos(5_000, (draft, i) -> {
            float[] vector = new float[1_280];
            for (int j = 0; j < vector.length; j++) {
                vector[j] = (float) (production.random().nextFloat() + (j < 40 ? shift : 0));
            }
            draft.embedding = Embedding.normalized(vector);
            draft.truth = i % 10 == 0 ? draft.label : null;
            draft.probabilities = List.of(0.5, 0.3, 0.2);
        });
    }

    private List<Example> photos(int count, double shift) {
        return production.photos(count, (draft, i) -> draft.embedding = embedding(1 + shift, 0.3));
    }

    private Embedding embedding(double middle, double spread) {
        float[] vector = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            vector[i] = (float)
                    ((i < SIZE / 2 ? middle : 1) + spread * production.random().nextGaussian());
        }
        return Embedding.normalized(vector);
    }
}
