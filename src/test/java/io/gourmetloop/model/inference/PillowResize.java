package io.gourmetloop.model.inference;

import java.awt.image.BufferedImage;

/**
 * The middle square of a picture, resized as Pillow's {@code Image.resize(BILINEAR)} does it: a triangle filter that
 * widens with the reduction, first along rows, then along columns, rounded to bytes after each (Pillow's Resample.c).
 */
final class PillowResize {
    private PillowResize() {}

    /** float[3 · size · size], planes R, G, B, normalised. */
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
        double[] rows = new double[from * to];
        for (int y = 0; y < from; y++) {
            resizeLine(plane, y * from, 1, from, rows, y * to, 1, to);
        }
        double[] both = new double[to * to];
        for (int x = 0; x < to; x++) {
            resizeLine(rows, x, to, from, both, x, to, to);
        }
        return both;
    }

    private static void resizeLine(
            double[] in, int inStart, int inStep, int from, double[] out, int outStart, int outStep, int to) {
        double scale = (double) from / to;
        double support = Math.max(scale, 1);
        for (int i = 0; i < to; i++) {
            double centre = (i + 0.5) * scale;
            int first = Math.max(0, (int) (centre - support + 0.5));
            int end = Math.min(from, (int) (centre + support + 0.5));
            double sum = 0;
            double weights = 0;
            for (int j = first; j < end; j++) {
                double weight = Math.max(0, 1 - Math.abs((j + 0.5 - centre) / support));
                sum += weight * in[inStart + j * inStep];
                weights += weight;
            }
            out[outStart + i * outStep] = Math.round(sum / weights);
        }
    }
}
