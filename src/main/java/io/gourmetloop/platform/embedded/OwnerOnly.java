package io.gourmetloop.platform.embedded;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/** Folders of mode 0700 and files of mode 0600, also where they were there before with wider modes. */
final class OwnerOnly {
    private static final Set<PosixFilePermission> ENTERS = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> READS = PosixFilePermissions.fromString("rw-------");
    private static final FileAttribute<Set<PosixFilePermission>> READS_FROM_THE_START =
            PosixFilePermissions.asFileAttribute(READS);

    private OwnerOnly() {}

    /** Creates the folder, and those above it, if it is absent. */
    static Path folder(Path folder) throws IOException {
        return Files.setPosixFilePermissions(Files.createDirectories(folder), ENTERS);
    }

    /** The folder that a file lies in; created if absent. */
    static Path folderOf(Path file) throws IOException {
        return folder(Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a folder"));
    }

    /** Creates the file, empty, if it is absent. */
    static Path file(Path file) throws IOException {
        try {
            return newFile(file);
        } catch (FileAlreadyExistsException e) {
            return Files.setPosixFilePermissions(file, READS);
        }
    }

    /** Fails with a {@link FileAlreadyExistsException}. No moment passes in which others can open it. */
    static Path newFile(Path file) throws IOException {
        return Files.createFile(file, READS_FROM_THE_START);
    }
}
