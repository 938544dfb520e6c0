package io.gourmetloop.model.inference;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.gourmetloop.domain.PhotoFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** WebP (RFC 9649): lossy, lossless and extended. Animated ones are refused. */
final class WebpContainer implements Container {
    private static final int HEADER_BYTES = 12;
    private static final int CHUNK_HEADER_BYTES = 8;
    private static final byte[] PADDING = {0};
    private static final int EXIF_FLAG = 0x08;
    private static final int XMP_FLAG = 0x04;
    private static final Set<String> KEPT = Set.of("VP8X", "VP8 ", "VP8L", "ALPH", "ICCP");

    private record Chunk(String name, int at, int from, int to) {
        static Chunk missing(int at) {
            return new Chunk("", at, at, at);
        }

        boolean isMissing() {
            return to == at;
        }

        /** Chunks are padded to an even length. */
        int end() {
            return to + ((to - from) & 1);
        }
    }

    private record Size(int width, int height) {}

    @Override
    public PhotoFormat format() {
        return PhotoFormat.WEBP;
    }

    @Override
    public PhotoHeader header(ByteView file) {
        ByteView riff = riff(file);
        Orientation orientation = Orientation.UPRIGHT;
        Size canvas = null;
        Size picture = null;
        for (Chunk chunk = chunk(riff, HEADER_BYTES); !chunk.isMissing(); chunk = chunk(riff, chunk.end())) {
            ByteView body = riff.slice(chunk.from(), chunk.to() - chunk.from());
            switch (chunk.name()) {
                case "VP8X" -> canvas = new Size(body.u24LittleEndian(4) + 1, body.u24LittleEndian(7) + 1);
                case "VP8 " -> picture = lossy(body);
                case "VP8L" -> picture = lossless(body);
                case "EXIF" -> orientation = Orientation.ofExif(body.has(0, "Exif\0\0") ? afterPrefix(body) : body);
                case "ANIM", "ANMF" -> throw Unreadable.animation();
                default -> {}
            }
        }
        return header(canvas, picture, orientation);
    }

    @Override
    public byte[] withoutMetadata(ByteView file) {
        ByteView riff = riff(file);
        KeptRanges kept = new KeptRanges(file.array());
        kept.keep(0, HEADER_BYTES);
        for (Chunk chunk = chunk(riff, HEADER_BYTES); !chunk.isMissing(); chunk = chunk(riff, chunk.end())) {
            if (KEPT.contains(chunk.name())) {
                keep(riff, chunk, kept);
            }
        }
        return withHonestHeader(kept.bytes(), file.array());
    }

    private static void keep(ByteView riff, Chunk chunk, KeptRanges kept) {
        if (chunk.end() <= riff.length()) {
            kept.keep(chunk.at(), chunk.end());
        } else {
            kept.keep(chunk.at(), riff.length());
            kept.insert(PADDING);
        }
    }

    private static PhotoHeader header(@Nullable Size canvas, @Nullable Size picture, Orientation orientation) {
        if (picture == null) {
            throw Unreadable.because("there is no picture in it");
        }
        if (canvas != null && !canvas.equals(picture)) {
            throw Unreadable.because("it contradicts itself about its size");
        }
        return new PhotoHeader(picture.width(), picture.height(), orientation);
    }

    /** The length in the RIFF header and the flags of VP8X must not promise what was dropped. */
    private static byte[] withHonestHeader(byte[] kept, byte[] original) {
        byte[] honest = kept == original ? kept.clone() : kept;
        int length = honest.length - 8;
        for (int i = 0; i < 4; i++) {
            honest[4 + i] = (byte) (length >> (8 * i));
        }
        if (new ByteView(honest).has(HEADER_BYTES, "VP8X")) {
            honest[HEADER_BYTES + 8] &= (byte) ~(EXIF_FLAG | XMP_FLAG);
        }
        return honest;
    }

    private static Size lossy(ByteView body) {
        if (!body.has(3, "\u009d\u0001*")) {
            throw Unreadable.because("its picture does not start as one");
        }
        return new Size(body.u16(6, LITTLE_ENDIAN) & 0x3fff, body.u16(8, LITTLE_ENDIAN) & 0x3fff);
    }

    private static Size lossless(ByteView body) {
        long bits = body.u32(1, LITTLE_ENDIAN);
        return new Size((int) (bits & 0x3fff) + 1, (int) (bits >> 14 & 0x3fff) + 1);
    }

    private static ByteView afterPrefix(ByteView exif) {
        return exif.slice(6, exif.length() - 6L);
    }

    /** Without anything behind its end; it may promise more than there is. */
    private static ByteView riff(ByteView file) {
        return file.slice(0, Math.min(file.length(), file.u32(4, LITTLE_ENDIAN) + 8));
    }

    /** A missing one where no whole chunk follows, unless that chunk is a piece of the picture itself. */
    private static Chunk chunk(ByteView riff, int at) {
        if (riff.length() - at < CHUNK_HEADER_BYTES) {
            return Chunk.missing(at);
        }
        String name = riff.latin(at, 4);
        long length = riff.u32(at + 4, LITTLE_ENDIAN);
        boolean whole = length <= riff.length() - at - CHUNK_HEADER_BYTES;
        if (!whole && KEPT.contains(name)) {
            throw Unreadable.because("it ends too early");
        }
        int from = at + CHUNK_HEADER_BYTES;
        return whole ? new Chunk(name, at, from, from + (int) length) : Chunk.missing(at);
    }
}
