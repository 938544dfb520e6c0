package io.gourmetloop.web;

import io.gourmetloop.domain.Content;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The pieces of an upload as they come, joined once at its end, where a buffer that grows would copy all with each doubling.
 * Small pieces are gathered, so that a sender of single bytes fills no memory beyond what is sent.
 */
final class UploadBytes {
    private static final int SMALL = 4 * 1024;
    private static final int BLOCK = 64 * 1024;
    private static final Buffer EMPTY = Buffer.buffer();

    private final List<Buffer> blocks = new ArrayList<>();
    /** The last block, as long as it takes small pieces. */
    private @Nullable Buffer gathering;

    private int size;

    /** The piece must not be changed afterwards. */
    void add(Buffer piece) {
        size += piece.length();
        if (piece.length() >= SMALL) {
            blocks.add(piece);
            gathering = null;
            return;
        }
        Buffer open = gathering;
        if (open == null || open.length() >= BLOCK) {
            open = Buffer.buffer();
            blocks.add(open);
            gathering = open;
        }
        var unused = open.appendBuffer(piece);
    }

    int size() {
        return size;
    }

    Content joined() {
        byte[] bytes = new byte[size];
        int at = 0;
        for (Buffer block : blocks) {
            var unused = block.getBytes(bytes, at);
            at += block.length();
        }
        return Content.of(bytes);
    }

    /** Hands the pieces on in their order, and lets each go. */
    void drain(Consumer<Buffer> consumer) {
        for (int next = 0; next < blocks.size(); next++) {
            consumer.accept(blocks.set(next, EMPTY));
        }
        clear();
    }

    /** Lets the pieces go. */
    void clear() {
        blocks.clear();
        gathering = null;
        size = 0;
    }
}
