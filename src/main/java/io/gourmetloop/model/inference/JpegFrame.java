package io.gourmetloop.model.inference;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.util.ArrayList;
import java.util.List;

/** Frame header of a JPEG: size, coding process, and the sampling of its one to four components. */
record JpegFrame(boolean progressive, int width, int height, List<Component> components) {
    private static final int BLOCK = 8;

    /** Sampling factors: how many blocks of this component make one MCU. */
    record Component(int id, int horizontal, int vertical) {}

    static JpegFrame read(int marker, ByteView header) {
        if (marker > 0xc2) {
            throw Unreadable.because(
                    "this kind of JPEG (lossless, hierarchical or arithmetic) is not in use for photos");
        }
        if (header.u8(0) != 8) {
            throw Unreadable.because("it has " + header.u8(0) + " bits a sample instead of 8");
        }
        int count = header.u8(5);
        if (count != 1 && count != 3 && count != 4) {
            throw Unreadable.because("it has " + count + " color components");
        }
        List<Component> components = new ArrayList<>();
        for (int at = 6; components.size() < count; at += 3) {
            components.add(component(header, at));
        }
        return new JpegFrame(marker == 0xc2, header.u16(3, BIG_ENDIAN), header.u16(1, BIG_ENDIAN), components);
    }

    private static Component component(ByteView header, int at) {
        int factors = header.u8(at + 1);
        int horizontal = factors >> 4;
        int vertical = factors & 0xf;
        if (horizontal < 1 || horizontal > 4 || vertical < 1 || vertical > 4) {
            throw Unreadable.because("its color sampling is impossible");
        }
        return new Component(header.u8(at), horizontal, vertical);
    }

    int indexOf(int componentId) {
        for (int i = 0; i < components.size(); i++) {
            if (components.get(i).id() == componentId) {
                return i;
            }
        }
        throw Unreadable.because("a scan names a component that the frame does not have");
    }

    /** Units between which restart markers are counted: MCUs of an interleaved scan, blocks of one with one component. */
    long units(List<Integer> scanned) {
        int maxHorizontal =
                components.stream().mapToInt(Component::horizontal).max().orElseThrow();
        int maxVertical =
                components.stream().mapToInt(Component::vertical).max().orElseThrow();
        if (scanned.size() > 1) {
            return (long) divideUp(width, BLOCK * maxHorizontal) * divideUp(height, BLOCK * maxVertical);
        }
        Component only = components.get(scanned.get(0));
        int columns = divideUp(divideUp(width * only.horizontal(), maxHorizontal), BLOCK);
        int rows = divideUp(divideUp(height * only.vertical(), maxVertical), BLOCK);
        return (long) columns * rows;
    }

    private static int divideUp(int value, int by) {
        return (value + by - 1) / by;
    }
}
