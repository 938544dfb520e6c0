package io.gourmetloop.model.inference;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The parts of a file that stay when it is stored, in their order. A file that is clean already is never copied. */
final class KeptRanges {
    private final byte[] file;
    private final List<ByteBuffer> closed = new ArrayList<>();
    /** The range that the next neighbor may extend. */
    private int from;

    private int to;

    KeptRanges(byte[] file) {
        this.file = file;
    }

    void keep(int first, int end) {
        if (first != to) {
            close();
            from = first;
        }
        to = end;
    }

    void insert(byte[] replacement) {
        close();
        from = to;
        closed.add(ByteBuffer.wrap(replacement));
    }

    /** The file itself where all of it was kept. */
    byte[] bytes() {
        if (closed.isEmpty() && from == 0 && to == file.length) {
            return file;
        }
        close();
        ByteBuffer kept = ByteBuffer.allocate(
                closed.stream().mapToInt(ByteBuffer::remaining).sum());
        closed.forEach(kept::put);
        return kept.array();
    }

    private void close() {
        if (to > from) {
            closed.add(ByteBuffer.wrap(file, from, to - from));
        }
    }
}
