package io.gourmetloop.model.inference;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/** Pixels [H, W, 3] BGR to the planes [3, size, size] RGB that the graph takes. One for each thread. */
final class TensorWriter {
    private static final int CHANNELS = 3;
    private static final int BYTE_VALUES = 256;

    private final ModelInput input;
    /** Normalised value by channel and byte: one look-up instead of a division. */
    private final float[] table;

    private final byte[] square;

    TensorWriter(ModelInput input) {
        this.input = input;
        this.table = table(input);
        this.square = new byte[input.resizeShortSide() * input.resizeShortSide() * CHANNELS];
    }

    /**
     * Only the middle square is resized: what lies beside it would be cut off anyway, and a panorama must not cost more
     * than a portrait.
     */
    void write(Mat pixels, FloatBuffer tensor) {
        int side = Math.min(pixels.cols(), pixels.rows());
        Rect middle = new Rect((pixels.cols() - side) / 2, (pixels.rows() - side) / 2, side, side);
        int resized = input.resizeShortSide();
        Mat small = new Mat();
        int interpolation = side > resized ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_LINEAR;
        opencv_imgproc.resize(new Mat(pixels, middle), small, new Size(resized, resized), 0, 0, interpolation);
        try (BytePointer data = small.data()) {
            data.get(square);
        }
        normalise(tensor);
    }

    private void normalise(FloatBuffer tensor) {
        int size = input.size();
        int stride = input.resizeShortSide() * CHANNELS;
        int margin = (input.resizeShortSide() - size) / 2;
        int plane = size * size;
        for (int row = 0, to = 0; row < size; row++) {
            int from = (margin + row) * stride + margin * CHANNELS;
            for (int column = 0; column < size; column++, to++, from += CHANNELS) {
                tensor.put(to, table[square[from + 2] & 0xff]);
                tensor.put(to + plane, table[BYTE_VALUES + (square[from + 1] & 0xff)]);
                tensor.put(to + 2 * plane, table[2 * BYTE_VALUES + (square[from] & 0xff)]);
            }
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
