package io.gourmetloop.model.inference;

import java.nio.ByteOrder;

/**
 * EXIF orientation: what a viewer does so that the picture stands upright. First the axes are swapped, then the
 * columns and rows are reversed.
 */
enum Orientation {
    UPRIGHT(false, false, false),
    MIRRORED(false, true, false),
    UPSIDE_DOWN(false, true, true),
    MIRRORED_UPSIDE_DOWN(false, false, true),
    TRANSPOSED(true, false, false),
    TURN_RIGHT(true, true, false),
    TRANSVERSED(true, true, true),
    TURN_LEFT(true, false, true);

    private static final int TAG = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRY_BYTES = 12;

    private final boolean swapsAxes;
    private final boolean reversesColumns;
    private final boolean reversesRows;

    Orientation(boolean swapsAxes, boolean reversesColumns, boolean reversesRows) {
        this.swapsAxes = swapsAxes;
        this.reversesColumns = reversesColumns;
        this.reversesRows = reversesRows;
    }

    boolean swapsAxes() {
        return swapsAxes;
    }

    boolean reversesColumns() {
        return reversesColumns;
    }

    boolean reversesRows() {
        return reversesRows;
    }

    /** Of a TIFF block as EXIF carries it. A damaged or silent block means upright: metadata never refuses a photo. */
    static Orientation ofExif(ByteView tiff) {
        if (tiff.length() < 8) {
            return UPRIGHT;
        }
        ByteOrder order = tiff.has(0, "II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        long directory = tiff.u32(4, order);
        if (directory + 2 > tiff.length()) {
            return UPRIGHT;
        }
        int entries = tiff.u16((int) directory, order);
        int at = (int) directory + 2;
        for (int i = 0; i < entries && at + ENTRY_BYTES <= tiff.length(); i++, at += ENTRY_BYTES) {
            if (tiff.u16(at, order) == TAG && tiff.u16(at + 2, order) == SHORT) {
                return numbered(tiff.u16(at + 8, order));
            }
        }
        return UPRIGHT;
    }

    private static Orientation numbered(int value) {
        return value >= 1 && value <= values().length ? values()[value - 1] : UPRIGHT;
    }
}
