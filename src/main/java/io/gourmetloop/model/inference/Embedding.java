package io.gourmetloop.model.inference;

/** Output of the layer before the head, of shape [D], L2-normalized. */
public final class Embedding {
    private final float[] values;

    private Embedding(float[] values) {
        this.values = values;
    }

    /** Scaled to a length of 1. */
    public static Embedding normalized(float[] raw) {
        double squares = 0;
        for (float value : raw) {
            squares += (double) value * value;
        }
        if (!Double.isFinite(squares)) {
            throw new IllegalStateException("The graph answered with an embedding that is no number");
        }
        double scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
        float[] values = new float[raw.length];
        for (int i = 0; i < raw.length; i++) {
            values[i] = (float) (raw[i] * scale);
        }
        return new Embedding(values);
    }

    /** The embedding whose {@link #toBytes} these are. */
    public static Embedding fromBytes(byte[] bytes) {
        return new Embedding(HalfFloats.decode(bytes));
    }

    /** 2 bytes a number, to keep: each differs from what it was by a two-thousandth of itself at most. */
    public byte[] toBytes() {
        return HalfFloats.encode(values);
    }

    public int size() {
        return values.length;
    }

    public float at(int index) {
        return values[index];
    }

    public float[] toArray() {
        return values.clone();
    }
}
