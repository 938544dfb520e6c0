package io.gourmetloop.loop.monitoring;

/**
 * All that an estimator needs to know about labeled images which share an outcome, as sums over them: n images, weights
 * w = 1/π, variance weights v = (1−π) w², confidence f. Cells of different windows, servers or classes merge by
 * adding, so an estimate never needs the images themselves.
 */
record Cell(long n, double w, double ww, double v, double wf, double vf, double vff) {
    static final Cell EMPTY = new Cell(0, 0, 0, 0, 0, 0, 0);

    /** Images that share an inclusion probability, with the sums of their confidences and of the squares of these. */
    static Cell of(double inclusion, long n, double confidences, double squaredConfidences) {
        if (!(inclusion > 0 && inclusion <= 1)) {
            throw new IllegalArgumentException("A label came in with the probability " + inclusion);
        }
        double w = 1 / inclusion;
        double v = (1 - inclusion) * w * w;
        return new Cell(n, n * w, n * w * w, n * v, w * confidences, v * confidences, v * squaredConfidences);
    }

    Cell plus(Cell other) {
        return new Cell(
                n + other.n, w + other.w, ww + other.ww, v + other.v, wf + other.wf, vf + other.vf, vff + other.vff);
    }

    /** The same images for an estimator that does not look at the confidence: f = 0. */
    Cell withoutConfidence() {
        return new Cell(n, w, ww, v, 0, 0, 0);
    }

    /** Σ w (y − f), where every image of the cell has the outcome y. */
    double weightedResiduals(double y) {
        return y * w - wf;
    }

    /** Σ v (y − f − center)², where every image of the cell has the outcome y. */
    double squaredResiduals(double y, double center) {
        double shift = y - center;
        return shift * shift * v - 2 * shift * vf + vff;
    }
}
