package io.gourmetloop.platform.embedded;

import io.gourmetloop.domain.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Puts finished files in their place so that they stay there: on the disk, file and folder, before anybody is told. What
 * is not finished lies in a folder of drafts on the same file system, which each start empties.
 */
record ObjectFiles(Path objects, Path drafts) {
    /** The attribute of a file that S3 calls ETag: an MD5 as bytes, or any other tag as text in quotes. */
    static final String TAG = "user.content-md5";

    private static final String MEDIA_TYPE = "user.content-type";
    private static final int TAG_DIGITS = 32;
    private static final int ATTEMPTS = 10;
    /** Java copies what it writes into memory outside of the heap first, and each thread keeps that. */
    private static final int AT_ONCE = 256 * 1024;

    private static final Set<OpenOption> NEW_FILE = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    /** S3Proxy shows a file that all may read to all, signed or not. */
    private static final FileAttribute<?> OWNER_READS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final Set<PosixFilePermission> OWNER_ENTERS = PosixFilePermissions.fromString("rwx------");

    static ObjectFiles in(Path folder) throws IOException {
        Path drafts = folder.resolve("drafts");
        PostgresPrograms.deleteTree(drafts);
        Path objects = Files.createDirectories(folder.resolve("objects"));
        Files.setPosixFilePermissions(objects, OWNER_ENTERS);
        Files.setPosixFilePermissions(Files.createDirectories(drafts), OWNER_ENTERS);
        requireAttributes(drafts);
        return new ObjectFiles(objects, drafts);
    }

    /** Media types and checksums are extended attributes of the files. */
    private static void requireAttributes(Path folder) throws IOException {
        var view = Files.getFileAttributeView(folder, UserDefinedFileAttributeView.class);
        try {
            if (view == null) {
                throw new IOException("no such attributes");
            }
            int written = view.write("check", ByteBuffer.wrap(new byte[] {1}));
            assert written == 1;
        } catch (IOException e) {
            throw new IOException(
                    folder + " is on a file system without extended user attributes; choose another data-directory", e);
        }
    }

    Path draft() {
        return drafts.resolve(UUID.randomUUID().toString());
    }

    /** Copies content and extended attributes, which hold a media type, as a new object of this moment, onto the disk. */
    Path copyOf(Path source) throws IOException {
        Path draft = draft();
        Files.copy(source, draft, StandardCopyOption.COPY_ATTRIBUTES);
        Files.setLastModifiedTime(draft, FileTime.from(Instant.now()));
        sync(draft);
        return draft;
    }

    /**
     * Writes content and attributes as S3Proxy would, onto the disk. The tag has the form of those of uploads in parts,
     * which nobody takes for an MD5: that would have to be computed, and the SHA-256 is known.
     */
    void write(Path draft, Content content, String mediaType) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, NEW_FILE, OWNER_READS)) {
            ByteBuffer bytes = ByteBuffer.wrap(content.bytes());
            for (int at = 0; at < bytes.capacity(); at = bytes.position()) {
                bytes.limit(Math.min(bytes.capacity(), at + AT_ONCE));
                int written = channel.write(bytes);
                assert written > 0;
            }
            var attributes = Files.getFileAttributeView(draft, UserDefinedFileAttributeView.class);
            write(attributes, MEDIA_TYPE, mediaType);
            write(attributes, TAG, "\"" + content.sha256().hex().substring(0, TAG_DIGITS) + "-1\"");
            channel.force(true);
        }
    }

    private static void write(UserDefinedFileAttributeView attributes, String name, String value) throws IOException {
        int written = attributes.write(name, ByteBuffer.wrap(value.getBytes(StandardCharsets.US_ASCII)));
        assert written == value.length();
    }

    /**
     * Another name for the same file, or a copy where there can be none: not every file system knows links, or as many. On
     * the disk, which the source need not be: S3Proxy writes some of its uploads itself. Fails with
     * {@link NoSuchFileException} when the source has gone meanwhile.
     */
    Path linkTo(Path source) throws IOException {
        Path draft = draft();
        try {
            Files.createLink(draft, source);
        } catch (UnsupportedOperationException | FileSystemException noLink) {
            return copyOf(source);
        }
        sync(draft);
        return draft;
    }

    /** Moves a draft that is on the disk over {@code target}. After this a loss of power takes it away no more. */
    void keep(Path draft, Path target) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                ensureFolder(above(target));
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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

    /** Onto the disk, with its attributes. */
    void sync(Path draft) throws IOException {
        sync(draft, StandardOpenOption.WRITE);
    }

    void discard(Path draft) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
