package io.gourmetloop.platform.embedded;

import io.gourmetloop.domain.Content;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/** A file that becomes an object when it is kept, and otherwise goes when it is closed. Filled once, in one of four ways. */
final class Draft implements Closeable {
    /** The attribute of a file that S3 calls ETag: an MD5 as bytes, or any other tag as text in quotes. */
    static final String TAG = "user.content-md5";

    private static final String MEDIA_TYPE = "user.content-type";
    private static final int TAG_DIGITS = 32;
    private static final int ATTEMPTS = 10;

    private static final Set<OpenOption> NEW_FILE = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    /** S3Proxy shows a file that all may read to all, signed or not. */
    private static final FileAttribute<?> OWNER_READS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path path;
    private final ContentWriter writer;

    /** There is no file at {@code path} yet. */
    Draft(Path path, ContentWriter writer) {
        this.path = path;
        this.writer = writer;
    }

    /** In the folder of drafts. */
    String name() {
        return path.getFileName().toString();
    }

    /**
     * Writes content and attributes as S3Proxy would, onto the disk. The tag has the form of those of uploads in parts,
     * which nobody takes for an MD5: that would have to be computed, and the SHA-256 is known.
     */
    void write(Content content, String mediaType) throws IOException {
        try (FileChannel channel = FileChannel.open(path, NEW_FILE, OWNER_READS)) {
            writer.write(path, channel, content.bytes());
            var attributes = Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
            write(attributes, MEDIA_TYPE, mediaType);
            write(attributes, TAG, "\"" + content.sha256().hex().substring(0, TAG_DIGITS) + "-1\"");
            channel.force(true);
        }
    }

    private static void write(UserDefinedFileAttributeView attributes, String name, String value) throws IOException {
        int written = attributes.write(name, ByteBuffer.wrap(value.getBytes(StandardCharsets.US_ASCII)));
        assert written == value.length();
    }

    /** Copies content and extended attributes, which hold a media type, as a new object of this moment, onto the disk. */
    void copy(Path source) throws IOException {
        Files.copy(source, path, StandardCopyOption.COPY_ATTRIBUTES);
        Files.setLastModifiedTime(path, FileTime.from(Instant.now()));
        sync();
    }

    /**
     * Becomes another name for the same file, or a copy where there can be none: not every file system knows links, or as
     * many. On the disk, which the source need not be: S3Proxy writes some of its uploads itself. False if the source has
     * gone meanwhile.
     */
    boolean link(Path source) throws IOException {
        try {
            linkOrCopy(source);
            return true;
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    private void linkOrCopy(Path source) throws IOException {
        try {
            Files.createLink(path, source);
        } catch (UnsupportedOperationException | FileSystemException noLink) {
            copy(source);
            return;
        }
        sync();
    }

    /** Onto the disk, with its attributes: what somebody else has written. */
    void sync() throws IOException {
        sync(path, StandardOpenOption.WRITE);
    }

    /** Moves what is on the disk over {@code target}. After this a loss of power takes it away no more. */
    void keep(Path target) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                ensureFolder(above(target));
                Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                sync(above(target), StandardOpenOption.READ);
                return;
            } catch (NoSuchFileException e) {
                // whoever deletes the last object of a folder deletes the folder, between our two steps as well
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Also a draft that was kept may still be there: a move of one name of a file over another does nothing. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }

    private static void ensureFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        ensureFolder(above(folder));
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
        sync(above(folder), StandardOpenOption.READ);
    }

    private static Path above(Path path) {
        return Objects.requireNonNull(path.getParent(), "an object lies in a folder");
    }

    private static void sync(Path path, StandardOpenOption mode) throws IOException {
        try (FileChannel channel = FileChannel.open(path, mode)) {
            channel.force(true);
        }
    }
}
