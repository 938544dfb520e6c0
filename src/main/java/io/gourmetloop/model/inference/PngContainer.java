package io.gourmetloop.model.inference;

import static java.nio.ByteOrder.BIG_ENDIAN;

import io.gourmetloop.domain.PhotoFormat;
import java.io.ByteArrayOutputStream;
import java.util.Set;
import java.util.zip.CRC32;

/** PNG (ISO/IEC 15948). Animated ones are refused: it would be unclear which picture was meant. */
final class PngContainer implements Container {
    private static final int SIGNATURE_BYTES = 8;
    /** Length, name and check sum around the data. */
    private static final int CHUNK_OVERHEAD = 12;

    private static final int MOST_CHUNKS = 100_000;
    private static final byte[] END = {0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xae, 0x42, 0x60, (byte) 0x82};
    private static final Set<String> CRITICAL = Set.of("IHDR", "PLTE", "IDAT", "IEND");
    private static final Set<String> KEPT =
            Set.of("IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "cICP");
    /** What says how colors look, whatever the pixels are made of. */
    private static final Set<String> COLOR_SPACE = Set.of("gAMA", "cHRM", "sRGB", "iCCP", "cICP");

    private static final int END_OF_IHDR = SIGNATURE_BYTES + CHUNK_OVERHEAD + 13;

    /** Data in [from, to). */
    private record Chunk(String name, int at, int from, int to, int end) {
        static Chunk at(int at, String name, int length) {
            return new Chunk(name, at, at + 8, at + 8 + length, at + CHUNK_OVERHEAD + length);
        }

        /** Stands for the last chunk of a file that lacks it. */
        static Chunk missingEnd(int at) {
            return new Chunk("IEND", at, at, at, at);
        }

        boolean isMissing() {
            return end == at;
        }

        boolean last() {
            return name.equals("IEND");
        }
    }

    @Override
    public PhotoFormat format() {
        return PhotoFormat.PNG;
    }

    @Override
    public PhotoHeader header(ByteView file) {
        Chunk chunk = chunk(file, SIGNATURE_BYTES);
        if (!chunk.name().equals("IHDR")) {
            throw Unreadable.because("it says nothing about its size");
        }
        int width = pixels(file.u32(chunk.from(), BIG_ENDIAN));
        int height = pixels(file.u32(chunk.from() + 4, BIG_ENDIAN));
        Orientation orientation = Orientation.UPRIGHT;
        for (int count = 0; !chunk.last(); count++, chunk = chunk(file, chunk.end())) {
            requirePlausible(chunk, count);
            if (chunk.name().equals("eXIf")) {
                orientation = Orientation.ofExif(file.slice(chunk.from(), chunk.to() - chunk.from()));
            }
        }
        return new PhotoHeader(width, height, orientation);
    }

    @Override
    public byte[] withoutMetadata(ByteView file) {
        KeptRanges kept = new KeptRanges(file.array());
        kept.keep(0, SIGNATURE_BYTES);
        Chunk chunk;
        int at = SIGNATURE_BYTES;
        do {
            chunk = chunk(file, at);
            if (chunk.isMissing()) {
                kept.insert(END);
            } else if (KEPT.contains(chunk.name())) {
                requireIntact(file, chunk);
                kept.keep(chunk.at(), chunk.end());
            }
            at = chunk.end();
        } while (!chunk.last());
        return kept.bytes();
    }

    /** The picture with what the other file, whose container was read, says of its colors. */
    static byte[] withColorSpaceOf(byte[] other, byte[] picture) {
        ByteView file = new ByteView(other);
        ByteArrayOutputStream joined = new ByteArrayOutputStream(picture.length);
        joined.write(picture, 0, END_OF_IHDR);
        for (Chunk chunk = chunk(file, SIGNATURE_BYTES); !chunk.last(); chunk = chunk(file, chunk.end())) {
            if (COLOR_SPACE.contains(chunk.name())) {
                joined.write(other, chunk.at(), chunk.end() - chunk.at());
            }
        }
        joined.write(picture, END_OF_IHDR, picture.length - END_OF_IHDR);
        return joined.toByteArray();
    }

    private static void requirePlausible(Chunk chunk, int count) {
        if (chunk.name().equals("acTL")) {
            throw Unreadable.animation();
        }
        boolean critical = Character.isUpperCase(chunk.name().charAt(0));
        if ((critical && !CRITICAL.contains(chunk.name())) || count > MOST_CHUNKS) {
            throw Unreadable.because("it is not a PNG that other programs could read");
        }
    }

    private static void requireIntact(ByteView file, Chunk chunk) {
        CRC32 sum = new CRC32();
        sum.update(file.array(), chunk.at() + 4, chunk.to() - chunk.at() - 4);
        if (sum.getValue() != file.u32(chunk.to(), BIG_ENDIAN)) {
            throw Unreadable.because("its bytes were damaged on the way");
        }
    }

    /** The end of the picture where no whole chunk follows, unless that chunk is a piece of the picture itself. */
    private static Chunk chunk(ByteView file, int at) {
        if (file.length() - at < CHUNK_OVERHEAD) {
            return Chunk.missingEnd(at);
        }
        long length = file.u32(at, BIG_ENDIAN);
        String name = file.latin(at + 4, 4);
        boolean whole = length <= file.length() - at - CHUNK_OVERHEAD;
        if (!whole && name.equals("IDAT")) {
            throw Unreadable.because("it ends too early");
        }
        return whole ? Chunk.at(at, name, (int) length) : Chunk.missingEnd(at);
    }

    private static int pixels(long side) {
        return (int) Math.min(side, Integer.MAX_VALUE);
    }
}
