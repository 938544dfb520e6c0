package io.gourmetloop.model.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows the scans of a JPEG without decoding them and tells whether all of the picture is there: each component
 * reached full precision in each coefficient (T.81, G.1.1.1), and no restart interval is missing.
 */
final class JpegScans {
    private static final int COEFFICIENTS = 64;
    private static final int UNSEEN = -1;
    private static final int RST0 = 0xd0;
    private static final int RST7 = 0xd7;

    /** Encoders write about ten; each scan of a progressive picture costs a pass over all of it. */
    private static final int MOST_SCANS = 64;

    private @Nullable JpegFrame frame;
    private int restartInterval;
    private int scans;
    /** Bits still missing, by component and coefficient. */
    private int[][] missingBits = {};

    void frame(JpegFrame seen) {
        if (frame != null) {
            throw Unreadable.because("it has more than one frame");
        }
        frame = seen;
        missingBits = new int[seen.components().size()][COEFFICIENTS];
        for (int[] component : missingBits) {
            Arrays.fill(component, UNSEEN);
        }
    }

    void restartInterval(int units) {
        restartInterval = units;
    }

    /**
     * Takes the scan whose header was read and whose data start at {@code at}; returns the index behind the data, which
     * is where the file ends when no marker follows.
     */
    int scan(ByteView file, ByteView header, int at) {
        JpegFrame of = requireFrame();
        if (++scans > MOST_SCANS) {
            throw Unreadable.because("it has more than " + MOST_SCANS + " scans");
        }
        List<Integer> components = components(of, header);
        mark(of, components, header);
        long expected = restartInterval == 0 ? 0 : (of.units(components) - 1) / restartInterval;
        return skipData(file, at, expected);
    }

    void requireComplete() {
        if (scans == 0) {
            throw Unreadable.because("there is no picture in it");
        }
        for (int[] component : missingBits) {
            for (int bits : component) {
                if (bits != 0) {
                    throw Unreadable.because("a part of the picture is missing");
                }
            }
        }
    }

    private JpegFrame requireFrame() {
        if (frame == null) {
            throw Unreadable.because("its picture comes before its size");
        }
        return frame;
    }

    private static List<Integer> components(JpegFrame of, ByteView header) {
        List<Integer> components = new ArrayList<>();
        for (int i = 0; i < header.u8(0); i++) {
            components.add(of.indexOf(header.u8(1 + 2 * i)));
        }
        if (components.isEmpty()) {
            throw Unreadable.because("a scan is empty");
        }
        return components;
    }

    private void mark(JpegFrame of, List<Integer> components, ByteView header) {
        int at = 1 + 2 * components.size();
        int first = of.progressive() ? header.u8(at) : 0;
        int last = of.progressive() ? header.u8(at + 1) : COEFFICIENTS - 1;
        int missing = of.progressive() ? header.u8(at + 2) & 0xf : 0;
        if (last >= COEFFICIENTS) {
            throw Unreadable.because("a scan names coefficients that do not exist");
        }
        for (int component : components) {
            for (int k = first; k <= last; k++) {
                missingBits[component][k] = missing;
            }
        }
    }

    static boolean isRestart(int marker) {
        return marker >= RST0 && marker <= RST7;
    }

    /** Whether 0xFF and this byte belong to the data of a scan: a stuffed byte, a filler or a restart marker. */
    private static boolean isData(int code) {
        return code == 0 || code == 0xff || isRestart(code);
    }

    private static int skipData(ByteView file, int at, long expectedRestarts) {
        long restarts = 0;
        int ff = file.nextFf(at);
        while (ff + 1 < file.length() && isData(file.u8(ff + 1))) {
            int code = file.u8(ff + 1);
            if (isRestart(code) && code - RST0 != restarts++ % 8) {
                throw Unreadable.because("parts of the picture are missing or out of order");
            }
            ff = file.nextFf(code == 0xff ? ff + 1 : ff + 2);
        }
        if (restarts != expectedRestarts && restarts != expectedRestarts + 1) { // some cameras end on one more
            throw Unreadable.because("parts of the picture are missing");
        }
        return ff;
    }
}
