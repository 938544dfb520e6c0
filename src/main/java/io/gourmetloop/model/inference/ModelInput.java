package io.gourmetloop.model.inference;

/**
 * How pixels become the input tensor float32[1, 3, size, size], RGB: the short side is resized to {@code
 * resizeShortSide}, the middle {@code size} × {@code size} is cut out, and each value v in [0, 1] becomes (v − mean) /
 * std.
 */
public record ModelInput(int size, int resizeShortSide, Rgb mean, Rgb std) {
    private static final int LARGEST = 2048;
    private static final int LEAST_DECODED = 256;

    public ModelInput {
        if (size < 1 || size > LARGEST) {
            throw new IllegalArgumentException("input.size must lie between 1 and " + LARGEST + ", not at " + size);
        }
        if (resizeShortSide < size || resizeShortSide > LARGEST) {
            throw new IllegalArgumentException("input.resize_short_side must lie between input.size and " + LARGEST);
        }
        if (!(std.red() > 0 && std.green() > 0 && std.blue() > 0)) {
            throw new IllegalArgumentException("input.std must be positive");
        }
    }

    /** Short side below which a photo is not reduced while it is decoded: enough pixels for a clean resize. */
    int decodedShortSide() {
        return Math.max(LEAST_DECODED, resizeShortSide);
    }

    int values() {
        return 3 * size * size;
    }
}
