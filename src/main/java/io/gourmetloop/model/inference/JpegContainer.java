package io.gourmetloop.model.inference;

import static java.nio.ByteOrder.BIG_ENDIAN;

import io.gourmetloop.domain.PhotoFormat;

/** JPEG (ITU-T T.81): baseline, extended and progressive Huffman coding, 8 bits a sample. */
final class JpegContainer implements Container {
    private static final int TEM = 0x01;
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int DRI = 0xdd;
    private static final int COM = 0xfe;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;
    private static final int APP14 = 0xee;
    private static final int APP15 = 0xef;

    private static final byte[] END_OF_IMAGE = {(byte) 0xff, (byte) EOI};
    private static final byte[] PLAIN_JFIF = {
        (byte) 0xff, (byte) APP0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 2, 0, 0, 1, 0, 1, 0, 0
    };

    /** A marker at {@code at} and its parameters in [from, to). */
    private record Segment(int marker, int at, int from, int to) {
        /** Stands for the end of the image in a file that lacks it. */
        static Segment missingEnd(int at) {
            return new Segment(EOI, at, at, at);
        }

        boolean isMissing() {
            return to == at;
        }

        boolean isFrame() {
            return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        }

        boolean isApplicationOrComment() {
            return (marker >= APP0 && marker <= APP15) || marker == COM;
        }
    }

    @Override
    public PhotoFormat format() {
        return PhotoFormat.JPEG;
    }

    @Override
    public PhotoHeader header(ByteView file) {
        Orientation orientation = Orientation.UPRIGHT;
        JpegFrame frame = null;
        Segment segment = next(file, 0);
        while (segment.marker() != SOS && segment.marker() != EOI) {
            if (segment.marker() == APP1 && file.has(segment.from(), "Exif\0\0")) {
                orientation = Orientation.ofExif(body(file, segment).slice(6, segment.to() - segment.from() - 6L));
            } else if (segment.isFrame()) {
                frame = JpegFrame.read(segment.marker(), body(file, segment));
            }
            segment = next(file, segment.to());
        }
        if (frame == null) {
            throw Unreadable.because("it says nothing about its size");
        }
        return new PhotoHeader(frame.width(), frame.height(), orientation);
    }

    @Override
    public byte[] withoutMetadata(ByteView file) {
        KeptRanges kept = new KeptRanges(file.array());
        JpegScans scans = new JpegScans();
        Segment segment = next(file, 0);
        while (segment.marker() != EOI) {
            int end = segment.to();
            if (segment.marker() == SOS) {
                end = scans.scan(file, body(file, segment), segment.to());
            } else if (segment.isFrame()) {
                scans.frame(JpegFrame.read(segment.marker(), body(file, segment)));
            } else if (segment.marker() == DRI) {
                scans.restartInterval(file.u16(segment.from(), BIG_ENDIAN));
            }
            keep(file, segment, end, kept);
            segment = next(file, end);
        }
        scans.requireComplete();
        return segment.isMissing() ? closed(kept) : whole(kept, segment);
    }

    private static byte[] whole(KeptRanges kept, Segment end) {
        kept.keep(end.at(), end.to());
        return kept.bytes();
    }

    /** Viewers do not miss the marker at the end. Without it only a decoder can tell whether the last scan is cut. */
    private static byte[] closed(KeptRanges kept) {
        kept.insert(END_OF_IMAGE);
        byte[] repaired = kept.bytes();
        JpegWarnings.requireNone(repaired);
        return repaired;
    }

    /** Of the application segments, those that change the meaning of the samples stay: JFIF, Adobe, color profile. */
    private static void keep(ByteView file, Segment segment, int end, KeptRanges kept) {
        boolean jfif = segment.marker() == APP0 && file.has(segment.from(), "JFIF\0");
        if (jfif && segment.to() - segment.at() != PLAIN_JFIF.length) {
            kept.insert(PLAIN_JFIF); // it carries a thumbnail
        } else if (!segment.isApplicationOrComment()
                || jfif
                || (segment.marker() == APP14 && file.has(segment.from(), "Adobe"))
                || (segment.marker() == APP2 && file.has(segment.from(), "ICC_PROFILE\0"))) {
            kept.keep(segment.at(), end);
        }
    }

    /**
     * The next segment at or after {@code at}, or the missing end of the image where no whole one follows. Bytes between
     * segments are skipped, as every decoder does.
     */
    private static Segment next(ByteView file, int at) {
        int ff = file.nextFf(at);
        while (ff + 1 < file.length() && (file.u8(ff + 1) == 0 || file.u8(ff + 1) == 0xff)) {
            ff = file.nextFf(ff + 1);
        }
        int code = ff + 1 < file.length() ? file.u8(ff + 1) : 0;
        int from = isAlone(code) ? ff + 2 : ff + 4;
        if (from > file.length()) {
            return Segment.missingEnd(at);
        }
        Segment segment = isAlone(code) ? new Segment(code, ff, from, from) : withParameters(file, code, ff);
        return segment.to() > file.length() ? Segment.missingEnd(at) : segment;
    }

    private static boolean isAlone(int marker) {
        return marker == SOI || marker == EOI || marker == TEM || JpegScans.isRestart(marker);
    }

    private static Segment withParameters(ByteView file, int marker, int at) {
        int length = file.u16(at + 2, BIG_ENDIAN);
        if (length < 2) {
            throw Unreadable.because("a segment has no length");
        }
        return new Segment(marker, at, at + 4, at + 2 + length);
    }

    private static ByteView body(ByteView file, Segment segment) {
        return file.slice(segment.from(), (long) segment.to() - segment.from());
    }
}
