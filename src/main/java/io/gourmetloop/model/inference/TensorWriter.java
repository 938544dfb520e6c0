package io.gourmetloop.model.inference;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Pixels [H, W, 3] BGR to the planes [3, size, size] RGB that the graph takes, exactly as Pillow would in training: the
 * middle square resized with its bilinear filter, along rows, then along columns. One for each thread.
 */
final class TensorWriter {
    private static final int CHANNELS = 3;
    private static final int BYTE_VALUES = 256;

    private final ModelInput input;
    private final int margin;
    /** Values of a row of the output. */
    private final int stride;
    /** Normalized value by channel and byte: one look-up instead of a division. */
    private final float[] table;

    private final int[] sums;
    private byte[] row = new byte[0];
    private int[] rows = new int[0];

    TensorWriter(ModelInput input) {
        this.input = input;
        this.margin = (input.resizeShortSide() - input.size()) / 2;
        this.stride = input.size() * CHANNELS;
        this.table = table(input);
        this.sums = new int[stride];
    }

    /** What the crop cuts off is not computed: a panorama must not cost more than a portrait. */
    void write(Mat pixels, FloatBuffer tensor) {
        int side = Math.min(pixels.cols(), pixels.rows());
        BilinearTaps taps = new BilinearTaps(side, input.resizeShortSide(), margin, margin + input.size());
        resizeRows(pixels, side, taps);
        for (int y = 0; y < input.size(); y++) {
            resizeColumns(y, taps);
            normalize(y, tensor);
        }
    }

    /** Fills {@link #rows}: [side, size, 3]. */
    private void resizeRows(Mat pixels, int side, BilinearTaps taps) {
        if (row.length < side * CHANNELS) {
            row = new byte[side * CHANNELS];
            rows = new int[side * stride];
        }
        long left = (long) (pixels.cols() - side) / 2 * CHANNELS;
        int top = (pixels.rows() - side) / 2;
        try (BytePointer data = pixels.data()) {
            for (int y = 0; y < side; y++) {
                data.position((top + y) * pixels.step(0) + left).get(row, 0, side * CHANNELS);
                resizeRow(y * stride, taps);
            }
        }
    }

    private void resizeRow(int to, BilinearTaps taps) {
        byte[] in = row;
        int[] out = rows;
        int[] weights = taps.weights;
        for (int x = 0, at = to; x < input.size(); x++, at += CHANNELS) {
            int blue = BilinearTaps.HALF;
            int green = BilinearTaps.HALF;
            int red = BilinearTaps.HALF;
            int from = taps.first[x] * CHANNELS;
            int begin = x * taps.width;
            for (int tap = begin; tap < begin + taps.count[x]; tap++, from += CHANNELS) {
                int weight = weights[tap];
                blue += weight * (in[from] & 0xff);
                green += weight * (in[from + 1] & 0xff);
                red += weight * (in[from + 2] & 0xff);
            }
            out[at] = blue >> BilinearTaps.PRECISION;
            out[at + 1] = green >> BilinearTaps.PRECISION;
            out[at + 2] = red >> BilinearTaps.PRECISION;
        }
    }

    private void resizeColumns(int y, BilinearTaps taps) {
        Arrays.fill(sums, BilinearTaps.HALF);
        for (int tap = 0; tap < taps.count[y]; tap++) {
            add(rows, (taps.first[y] + tap) * stride, taps.weights[y * taps.width + tap], sums);
        }
    }

    /** A loop that the compiler turns into vector instructions. */
    private static void add(int[] values, int from, int weight, int[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weight * values[from + i];
        }
    }

    private void normalize(int y, FloatBuffer tensor) {
        int[] values = sums;
        int plane = input.size() * input.size();
        int to = y * input.size();
        for (int from = 0; from < values.length; from += CHANNELS, to++) {
            tensor.put(to, table[values[from + 2] >> BilinearTaps.PRECISION]);
            tensor.put(to + plane, table[BYTE_VALUES + (values[from + 1] >> BilinearTaps.PRECISION)]);
            tensor.put(to + 2 * plane, table[2 * BYTE_VALUES + (values[from] >> BilinearTaps.PRECISION)]);
        }
    }

    private static float[] table(ModelInput input) {
        float[] table = new float[CHANNELS * BYTE_VALUES];
        for (int i = 0; i < table.length; i++) {
            int channel = i / BYTE_VALUES;
            double value = i % BYTE_VALUES / 255.0;
            table[i] = (float)
                    ((value - input.mean().channel(channel)) / input.std().channel(channel));
        }
        return table;
    }
}
