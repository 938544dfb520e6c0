package io.gourmetloop.platform.embedded;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills files, large ones past the page cache: a photo is written once and seldom read, and its copy in the cache pushes
 * out what others read. Where the system has to find memory for it first, that costs more than the rest of an upload.
 */
final class ContentWriter {
    private static final Logger LOG = LoggerFactory.getLogger(ContentWriter.class);

    /** In bytes. Smaller files are written by way of the cache as cheaply, and sooner. */
    private static final int LARGE = 1 << 20;
    /** In bytes. */
    private static final int AT_ONCE = 1 << 20;

    private final int block;
    /** Of a buffer, in bytes. */
    private final int room;

    private final boolean pastCache;
    /** What is written has to lie outside of the heap, and at the start of a block. */
    private final ThreadLocal<ByteBuffer> buffers;

    /** {@code block}: in bytes, a power of two, what a write past the cache begins and ends at multiples of. */
    ContentWriter(int block, boolean pastCache) {
        this.block = block;
        this.room = Math.max(AT_ONCE, block);
        this.pastCache = pastCache;
        this.buffers = ThreadLocal.withInitial(
                () -> ByteBuffer.allocateDirect(room + block).alignedSlice(block));
    }

    /** Tries what the file system takes, with a file of this folder that goes again. */
    static ContentWriter in(Path folder) throws IOException {
        Path trial = folder.resolve("write-past-the-cache");
        int block = Math.toIntExact(Files.getFileStore(folder).getBlockSize());
        ContentWriter writer = new ContentWriter(block, true);
        try {
            Files.createFile(trial);
            writer.writePastCache(trial, ByteBuffer.allocate(block));
            return writer;
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("Files in {} are written by way of the page cache", folder, e);
            return new ContentWriter(block, false);
        } finally {
            Files.deleteIfExists(trial);
        }
    }

    boolean pastCache() {
        return pastCache;
    }

    /** {@code channel} is open on the empty {@code file}. Nothing is on the disk for certain before it is forced there. */
    void write(Path file, FileChannel channel, byte[] bytes) throws IOException {
        int blocks = pastCache && bytes.length >= LARGE ? bytes.length - bytes.length % block : 0;
        if (blocks > 0) {
            writePastCache(file, ByteBuffer.wrap(bytes, 0, blocks));
        }
        channel.position(blocks);
        write(channel, ByteBuffer.wrap(bytes, blocks, bytes.length - blocks));
    }

    private void writePastCache(Path file, ByteBuffer blocks) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, ExtendedOpenOption.DIRECT)) {
            write(channel, blocks);
        }
    }

    private void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        ByteBuffer buffer = buffers.get();
        while (bytes.hasRemaining()) {
            int size = Math.min(bytes.remaining(), room);
            buffer.clear().put(bytes.slice(bytes.position(), size)).flip();
            bytes.position(bytes.position() + size);
            while (buffer.hasRemaining()) {
                int written = channel.write(buffer);
                assert written > 0;
            }
        }
    }
}
