package io.gourmetloop.model.inference;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The middle square of a picture, resized as Pillow's {@code Image.resize(BILINEAR)} does it: a triangle filter that
 * widens with the reduction, first along rows, then along columns, rounded to bytes after each (Pillow's Resample.c).
 */
final class PillowResize {
    private PillowResize() {}

    /** float[3 · size · size], planes R, G, B, normalized. */
    static float[] tensor(BufferedImage picture, ModelInput input) {
        int side = Math.min(picture.getWidth(), picture.getHeight());
        int left = (picture.getWidth() - side) / 2;
        int top = (picture.getHeight() - side) / 2;
        int[] square = picture.getRGB(left, top, side, side, null, 0, side);
        int size = input.size();
        int margin = (input.resizeShortSide() - size) / 2;
        float[] tensor = new float[input.values()];
        for (int channel = 0; channel < 3; channel++) {
            double[] plane = resized(plane(square, 16 - 8 * channel), side, input.resizeShortSide());
            for (int i = 0; i < size * size; i++) {
                double value = plane[(margin + i / size) * input.resizeShortSide() + margin + i % size] / 255;
                double mean = input.mean().channel(channel);
                tensor[channel * size * size + i] =
                        (float) ((value - mean) / input.std().channel(channel));
            }
        }
        return tensor;
    }

    private static double[] plane(int[] rgb, int shift) {
        double[] plane = new double[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            plane[i] = (rgb[i] >> shift) & 0xff;
        }
        return plane;
    }

    private static double[] resized(double[] plane, int from, int to) {
        List<Window> windows =
                IntStream.range(0, to).mapToObj(i -> Window.of(i, from, to)).toList();
        double[] rows = new double[from * to];
        for (int y = 0; y < from; y++) {
            for (int x = 0; x < to; x++) {
                rows[y * to + x] = windows.get(x).mean(plane, y * from, 1);
            }
        }
        double[] both = new double[to * to];
        for (int x = 0; x < to; x++) {
            for (int y = 0; y < to; y++) {
                both[y * to + x] = windows.get(y).mean(rows, x, to);
            }
        }
        return both;
    }

    /** What an output pixel sees of a line. */
    @SuppressWarnings("ArrayRecordComponent") // it never leaves this class
    private record Window(int first, double[] weights) {
        static Window of(int output, int from, int to) {
            double scale = (double) from / to;
            double support = Math.max(scale, 1);
            double center = (output + 0.5) * scale;
            int first = Math.max(0, (int) (center - support + 0.5));
            int end = Math.min(from, (int) (center + support + 0.5));
            double[] weights = IntStream.range(first, end)
                    .mapToDouble(j -> Math.max(0, 1 - Math.abs((j + 0.5 - center) / support)))
                    .toArray();
            double sum = Arrays.stream(weights).sum();
            return new Window(
                    first, Arrays.stream(weights).map(weight -> weight / sum).toArray());
        }

        double mean(double[] line, int start, int step) {
            double mean = 0;
            for (int i = 0; i < weights.length; i++) {
                mean += weights[i] * line[start + (first + i) * step];
            }
            return Math.round(mean);
        }
    }
}
