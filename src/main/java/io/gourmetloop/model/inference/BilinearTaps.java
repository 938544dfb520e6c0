package io.gourmetloop.model.inference;

/**
 * Weights of a one-dimensional bilinear resize: a triangle that widens with the reduction, so that no pixel is passed
 * over. In the fixed point of Pillow's {@code Image.resize(BILINEAR)}, which models are trained with: the same pixels come
 * out, bit by bit (Pillow, {@code Resample.c}).
 */
final class BilinearTaps {
    static final int PRECISION = 32 - 8 - 2;
    static final int HALF = 1 << (PRECISION - 1);

    /** Weights of each output index, {@link #width} apart. */
    final int[] weights;
    /** The first input index of each output index. */
    final int[] first;
    /** How many inputs each output index has, at most {@link #width}. */
    final int[] count;

    final int width;

    /** Of outputs {@code begin} to {@code end} when {@code from} pixels become {@code to}. */
    BilinearTaps(int from, int to, int begin, int end) {
        double scale = (double) from / to;
        double support = Math.max(scale, 1);
        width = (int) Math.ceil(support) * 2 + 1;
        first = new int[end - begin];
        count = new int[end - begin];
        weights = new int[(end - begin) * width];
        for (int i = begin; i < end; i++) {
            double center = (i + 0.5) * scale;
            int low = Math.max(0, (int) (center - support + 0.5));
            int high = Math.min(from, (int) (center + support + 0.5));
            first[i - begin] = low;
            count[i - begin] = high - low;
            weigh(center, support, low, high - low, (i - begin) * width);
        }
    }

    private void weigh(double center, double support, int low, int taps, int at) {
        double[] triangle = new double[taps];
        double sum = 0;
        for (int tap = 0; tap < taps; tap++) {
            triangle[tap] = Math.max(0, 1 - Math.abs((low + tap - center + 0.5) / support));
            sum += triangle[tap];
        }
        for (int tap = 0; tap < taps; tap++) {
            weights[at + tap] = (int) (0.5 + triangle[tap] / sum * (1 << PRECISION));
        }
    }
}
