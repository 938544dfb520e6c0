package io.gourmetloop.model.inference;

/** Numbers in 16 bits (IEEE 754 binary16, little-endian): half the size, 11 bits of precision, from 6e-8 to 65,504. */
final class HalfFloats {
    private static final int EXPONENT_SHIFT = 112 << 23;
    private static final float SUBNORMAL_STEP = 0x1p-24f;
    private static final float SMALLEST_NORMAL = 0x1p-14f;

    private HalfFloats() {}

    static byte[] encode(float[] values) {
        byte[] bytes = new byte[2 * values.length];
        for (int i = 0; i < values.length; i++) {
            int half = encode(values[i]);
            bytes[2 * i] = (byte) half;
            bytes[2 * i + 1] = (byte) (half >> 8);
        }
        return bytes;
    }

    static float[] decode(byte[] bytes) {
        float[] values = new float[bytes.length / 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = decode((bytes[2 * i] & 0xff) | ((bytes[2 * i + 1] & 0xff) << 8));
        }
        return values;
    }

    /** Rounds half up in magnitude; magnitudes below 2, as in what is L2-normalized, need no guard against infinity. */
    private static int encode(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        float magnitude = Math.abs(value);
        if (magnitude < SMALLEST_NORMAL) {
            return sign | Math.round(magnitude / SUBNORMAL_STEP);
        }
        int rounded = (bits & 0x7fffffff) + 0x1000 - EXPONENT_SHIFT;
        return sign | rounded >> 13;
    }

    private static float decode(int half) {
        int magnitude = half & 0x7fff;
        float value = magnitude < 0x400
                ? magnitude * SUBNORMAL_STEP
                : Float.intBitsToFloat((magnitude << 13) + EXPONENT_SHIFT);
        return (half & 0x8000) == 0 ? value : -value;
    }
}
