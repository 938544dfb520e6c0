package io.gourmetloop.loop.sampling;

/**
 * How many images a stream may choose on one day (UTC); 0 means as many as it likes. The first half of the cap is chosen
 * at the full rate; then the rate sinks linearly with what is left, so the count approaches the cap without a jump:
 * a stream that stopped dead would leave the evening's images to a few, heavily weighted random labels.
 */
public record DailyCap(int images) {
    public static final DailyCap NONE = new DailyCap(0);

    public DailyCap {
        if (images < 0) {
            throw new IllegalArgumentException("A cap cannot be negative");
        }
    }

    /** The share of the rate that is left after {@code chosen} images: {@code min(1, 2 (1 - chosen / cap))}, at least 0. */
    double remaining(long chosen) {
        return images == 0 ? 1 : Math.max(0, Math.min(1, 2 * (1 - (double) chosen / images)));
    }
}
