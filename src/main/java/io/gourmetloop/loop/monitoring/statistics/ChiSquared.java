package io.gourmetloop.loop.monitoring.statistics;

/** The distribution of Pearson's statistic. */
final class ChiSquared {
    private static final int MOST_STEPS = 10_000;
    private static final double PRECISION = 1e-14;
    private static final double TINY = 1e-300;
    /** Lanczos' approximation, g = 5, to ten digits. */
    private static final double[] LANCZOS = {
        76.18009172947146,
        -86.50532032941678,
        24.01409824083091,
        -1.231739572450155,
        0.001208650973866179,
        -5.395239384953e-6
    };

    private ChiSquared() {}

    /** The chance of at least {@code x}. */
    static double survival(double x, int degreesOfFreedom) {
        if (x <= 0) {
            return 1;
        }
        double a = degreesOfFreedom / 2.0;
        double half = x / 2;
        return half < a + 1 ? 1 - lowerBySeries(a, half) : upperByFraction(a, half);
    }

    private static double lowerBySeries(double a, double x) {
        double term = 1 / a;
        double sum = term;
        for (int n = 1; n < MOST_STEPS && term > sum * PRECISION; n++) {
            term *= x / (a + n);
            sum += term;
        }
        return sum * scale(a, x);
    }

    /** Lentz's way through Legendre's continued fraction. */
    private static double upperByFraction(double a, double x) {
        double b = x + 1 - a;
        double c = 1 / TINY;
        double d = 1 / b;
        double value = d;
        for (int n = 1; n < MOST_STEPS; n++) {
            double coefficient = -n * (n - a);
            b += 2;
            d = 1 / awayFromZero(coefficient * d + b);
            c = awayFromZero(b + coefficient / c);
            value *= d * c;
            if (Math.abs(d * c - 1) < PRECISION) {
                break;
            }
        }
        return value * scale(a, x);
    }

    private static double awayFromZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    private static double scale(double a, double x) {
        return Math.exp(a * Math.log(x) - x - logGamma(a));
    }

    private static double logGamma(double x) {
        double sum = 1.000000000190015;
        for (int i = 0; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (x + 1 + i);
        }
        double base = x + 5.5;
        return (x + 0.5) * Math.log(base) - base + Math.log(Math.sqrt(2 * Math.PI) * sum / x);
    }
}
