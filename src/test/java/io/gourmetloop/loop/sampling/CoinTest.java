package io.gourmetloop.loop.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.platform.config.Secret;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Golden values: {@code hashlib.sha256(b"<id>/<stream>/<salt>")} of Python, first 53 bits over 2^53. */
class CoinTest {
    private static final PredictionId FIRST = PredictionId.parse("0193bf4a-7c00-7abc-8def-0123456789ab");
    private static final PredictionId SECOND = PredictionId.parse("0193bf4a-7c01-7abc-8def-0123456789ac");
    private static final Salt PINCH = new Salt("s1", new Secret("pinch of salt"));
    private static final Salt UMLAUT = new Salt("s2", new Secret("größe"));

    @Test
    void a_coin_is_the_hash_that_anyone_can_repeat() {
        assertThat(coin(FIRST, SamplingStream.RANDOM, PINCH)).isEqualTo(0.05304169043981277);
        assertThat(coin(FIRST, SamplingStream.LOW_CONFIDENCE, PINCH)).isEqualTo(0.45975436709015083);
        assertThat(coin(FIRST, SamplingStream.USER_FEEDBACK, PINCH)).isEqualTo(0.966744009049454);
        assertThat(coin(SECOND, SamplingStream.RANDOM, UMLAUT)).isEqualTo(0.467238409160737);
        assertThat(coin(SECOND, SamplingStream.LOW_CONFIDENCE, UMLAUT)).isEqualTo(0.4812232667511436);
        assertThat(coin(SECOND, SamplingStream.USER_FEEDBACK, UMLAUT)).isEqualTo(0.7231139033988903);
    }

    @Test
    void coins_are_uniform_and_streams_are_independent() {
        Random random = new Random(11);
        int images = 40_000;
        int[][] seen = new int[4][4];
        for (int i = 0; i < images; i++) {
            PredictionId id = new PredictionId(new UUID(random.nextLong(), random.nextLong()));
            int first = (int) (4 * coin(id, SamplingStream.RANDOM, PINCH));
            int second = (int) (4 * coin(id, SamplingStream.LOW_CONFIDENCE, PINCH));
            seen[first][second]++;
        }
        double expected = images / 16.0;
        double chiSquare = IntStream.range(0, 16)
                .mapToDouble(cell -> Math.pow(seen[cell / 4][cell % 4] - expected, 2) / expected)
                .sum();
        assertThat(chiSquare).as("chi-square, 15 degrees of freedom, 0.1 %").isLessThan(37.7);
    }

    private static double coin(PredictionId id, SamplingStream stream, Salt salt) {
        return Coin.toss(id, stream, salt).value();
    }
}
