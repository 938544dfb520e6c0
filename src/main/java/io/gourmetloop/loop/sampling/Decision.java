package io.gourmetloop.loop.sampling;

import io.gourmetloop.domain.SamplingStream;

/** One coin thrown for one image: it chooses the image when it fell below the probability of that moment. */
public record Decision(SamplingStream stream, double probability, double coin) {
    public boolean chosen() {
        return coin < probability;
    }
}
