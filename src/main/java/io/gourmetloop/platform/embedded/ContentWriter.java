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

    /** By way of the cache any byte may begin a write. */
    private static final int ANY = 1;
    /** In bytes. Smaller files are written by way of the cache as cheaply, and sooner. */
    private static final int LARGE = 1 << 20;
    /** In bytes. */
    private static final int AT_ONCE = 1 << 20;

    private final int block;
    /** What is written has to lie outside of the heap, and at the start of a block. */
    private final ThreadLocal<ByteBuffer> buffers;

    /**
     * {@code block}: in bytes, what a write past the cache begins and ends at multiples of, a power of two up to a
     * megabyte; 1 where nothing is written past it.
     */
    ContentWriter(int block) {
        this.block = block;
        this.buffers = ThreadLocal.withInitial(
                () -> ByteBuffer.allocateDirect(AT_ONCE + block).alignedSlice(block));
    }

    /** Tries what the file system takes, with a file of this folder that goes again. */
    static ContentWriter in(Path folder) throws IOException {
        Path trial = folder.resolve("write-past-the-cache");
        try {
            long block = Files.getFileStore(folder).getBlockSize();
            if (Long.bitCount(block) != 1 || block > AT_ONCE) {
                throw new IOException("no block size to write by: " + block);
            }
            Files.createFile(trial);
            ContentWriter writer = new ContentWriter((int) block);
            if (writer.writePastCache(trial, new byte[(int) block], (int) block) < block) {
                throw new IOException("no room for a block");
            }
            return writer;
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("Files in {} are written by way of the page cache", folder, e);
            return new ContentWriter(ANY);
        } finally {
            Files.deleteIfExists(trial);
        }
    }

    boolean pastCache() {
        return block != ANY;
    }

    /** {@code channel} is open on the empty {@code file}. Nothing is on the disk for certain before it is forced there. */
    void write(Path file, FileChannel channel, byte[] bytes) throws IOException {
        boolean direct = pastCache() && bytes.length >= LARGE;
        int written = direct ? writePastCache(file, bytes, bytes.length - bytes.length % block) : 0;
        channel.position(written);
        while (written < bytes.length) {
            written += channel.write(filled(bytes, written, bytes.length));
        }
    }

    /** How many bytes; less than {@code size} where the disk is full, which the next write by way of the cache tells. */
    private int writePastCache(Path file, byte[] bytes, int size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, ExtendedOpenOption.DIRECT)) {
            int written = 0;
            while (written < size && written % block == 0) {
                written += channel.write(filled(bytes, written, size));
            }
            return written;
        }
    }

    private ByteBuffer filled(byte[] bytes, int from, int to) {
        return buffers.get()
                .clear()
                .put(bytes, from, Math.min(to - from, AT_ONCE))
                .flip();
    }
}
