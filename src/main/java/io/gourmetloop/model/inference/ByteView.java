package io.gourmetloop.model.inference;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Bytes of a file from outside. A read beyond the end is not a bug of ours: it fails as a file that ends too early. */
final class ByteView {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final byte[] bytes;
    private final int from;
    private final int to;

    ByteView(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private ByteView(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    byte[] array() {
        return bytes;
    }

    int length() {
        return to - from;
    }

    ByteView slice(int at, long length) {
        require(at, length);
        return new ByteView(bytes, from + at, from + at + (int) length);
    }

    int u8(int at) {
        require(at, 1);
        return bytes[from + at] & 0xff;
    }

    int u16(int at, ByteOrder order) {
        int first = u8(at);
        int second = u8(at + 1);
        return order == ByteOrder.BIG_ENDIAN ? first << 8 | second : second << 8 | first;
    }

    long u32(int at, ByteOrder order) {
        long first = u16(at, order);
        long second = u16(at + 2, order);
        return order == ByteOrder.BIG_ENDIAN ? first << 16 | second : second << 16 | first;
    }

    int u24LittleEndian(int at) {
        return u16(at, ByteOrder.LITTLE_ENDIAN) | u8(at + 2) << 16;
    }

    boolean has(int at, String latin) {
        if (at + latin.length() > length()) {
            return false;
        }
        for (int i = 0; i < latin.length(); i++) {
            if (u8(at + i) != latin.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    String latin(int at, int length) {
        require(at, length);
        return new String(bytes, from + at, length, StandardCharsets.ISO_8859_1);
    }

    /** Index of the first 0xFF at or after {@code at}, eight bytes a step; the length where there is none. */
    int nextFf(int at) {
        int i = from + at;
        while (i + Long.BYTES <= to && !holdsFf((long) LONGS.get(bytes, i))) {
            i += Long.BYTES;
        }
        while (i < to && bytes[i] != (byte) 0xff) {
            i++;
        }
        return Math.min(i, to) - from;
    }

    private static boolean holdsFf(long word) {
        long inverted = ~word;
        return ((inverted - LOW_BITS) & word & HIGH_BITS) != 0;
    }

    private void require(int at, long length) {
        if (at < 0 || length < 0 || at + length > length()) {
            throw Unreadable.because("it ends too early");
        }
    }
}
