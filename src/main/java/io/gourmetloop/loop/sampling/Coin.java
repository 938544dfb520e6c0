package io.gourmetloop.loop.sampling;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.domain.Sha256;

/** Where a coin fell: uniform in [0, 1), independent between images and streams. */
record Coin(double value) {
    /**
     * The coin of an image in a stream: the first 64 bits of a SHA-256 divided by 2^64 ({@link Sha256#asFraction}).
     * Hashed are the UTF-8 bytes of {@code <prediction id>/<stream>/<salt>}: the id in its canonical form (36
     * characters, lower case), the stream as {@link SamplingStream#text}. No two different triples give the same bytes,
     * since the id has a fixed length and a stream's name has no slash. Anyone who knows the salt can repeat it:
     * {@code printf '%s' '0193…/random/salt' | sha256sum}.
     */
    static Coin toss(PredictionId prediction, SamplingStream stream, Salt salt) {
        String text = prediction + "/" + stream.text() + "/" + salt.text().reveal();
        return new Coin(Sha256.of(text.getBytes(UTF_8)).asFraction());
    }
}
