package io.gourmetloop.loop.monitoring;

/**
 * Labeled images by outcome: the answer equals the ground truth, differs from it, or there is none to compare with
 * ("cannot tell", "bad image"). The last stay in every sum, with an outcome that the caller assumes.
 */
record Sample(Cell right, Cell wrong, Cell undecided) {
    static final Sample EMPTY = new Sample(Cell.EMPTY, Cell.EMPTY, Cell.EMPTY);

    /** A weighted mean of y − f, with its design variance. */
    record Mean(double value, double variance) {}

    Sample plus(Outcome outcome, Cell cell) {
        return switch (outcome) {
            case RIGHT -> new Sample(right.plus(cell), wrong, undecided);
            case WRONG -> new Sample(right, wrong.plus(cell), undecided);
            case UNDECIDED -> new Sample(right, wrong, undecided.plus(cell));
        };
    }

    Cell all() {
        return right.plus(wrong).plus(undecided);
    }

    Sample withoutConfidence() {
        return new Sample(right.withoutConfidence(), wrong.withoutConfidence(), undecided.withoutConfidence());
    }

    /** (Σw)² / Σw², Kish's effective size: what unequal weights leave of n. */
    double kishSize() {
        Cell all = all();
        return all.w() * all.w() / all.ww();
    }

    /** (Σw)² / Σ(1−π)w²: n / (1 − π) where all π are equal, since no image can be drawn twice. */
    double finiteSize() {
        Cell all = all();
        return all.v() == 0 ? kishSize() : all.w() * all.w() / all.v();
    }

    /**
     * Hájek's weighted mean e = Σ w (y − f) / Σ w and its variance Σ (1−π) w² (y − f − e)² / (Σ w)², with
     * {@code undecidedAs} for the y of the undecided images (Hájek 1971).
     */
    Mean residualMean(double undecidedAs) {
        double w = all().w();
        double mean =
                (right.weightedResiduals(1) + wrong.weightedResiduals(0) + undecided.weightedResiduals(undecidedAs))
                        / w;
        double squares = right.squaredResiduals(1, mean)
                + wrong.squaredResiduals(0, mean)
                + undecided.squaredResiduals(undecidedAs, mean);
        return new Mean(mean, Math.max(0, squares) / (w * w));
    }
}
