package io.gourmetloop.platform.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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
    private static final int ATTEMPTS = 10;
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

    /** Copies content and extended attributes, which hold a media type, as a new object of this moment. */
    Path copyOf(Path source) throws IOException {
        Path draft = draft();
        Files.copy(source, draft, StandardCopyOption.COPY_ATTRIBUTES);
        Files.setLastModifiedTime(draft, FileTime.from(Instant.now()));
        return draft;
    }

    /** Moves the draft over {@code target}. After this a loss of power takes it away no more. */
    void keep(Path draft, Path target) throws IOException {
        sync(draft, StandardOpenOption.WRITE);
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
