package io.gourmetloop.loop.monitoring.checks;

/** Which side of a limit is the good one. */
public enum Rule {
    BELOW("<") {
        @Override
        boolean holds(double value, double limit) {
            return value < limit;
        }
    },
    AT_MOST("≤") {
        @Override
        boolean holds(double value, double limit) {
            return value <= limit;
        }
    },
    AT_LEAST("≥") {
        @Override
        boolean holds(double value, double limit) {
            return value >= limit;
        }
    };

    private final String sign;

    Rule(String sign) {
        this.sign = sign;
    }

    abstract boolean holds(double value, double limit);

    public String sign() {
        return sign;
    }
}
