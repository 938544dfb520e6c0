package io.gourmetloop.loop.monitoring;

/** How many labels an interval costs. */
public final class LabelBudget {
    private LabelBudget() {}

    /**
     * Independent labels after which a 95 % interval around an accuracy is about {@code ± halfWidth} wide: z² A(1−A) / h²,
     * rounded up. At 85 %: ±5 points take 196 labels, ±1 point 4899. Compare with an estimate's effective size.
     */
    public static long labelsFor(double accuracy, double halfWidth) {
        if (!(accuracy > 0 && accuracy < 1 && halfWidth > 0)) {
            throw new IllegalArgumentException("A budget needs an accuracy in (0, 1) and a width above 0");
        }
        double z = Interval.Z;
        return (long) Math.ceil(z * z * accuracy * (1 - accuracy) / (halfWidth * halfWidth));
    }
}
