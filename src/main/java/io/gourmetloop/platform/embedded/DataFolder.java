package io.gourmetloop.platform.embedded;

import io.gourmetloop.platform.config.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of everything that the embedded mode keeps, claimed by one process at a time. The claim is a lock of the
 * operating system on the file {@code lock}, so it ends with the process, however that ends.
 */
public final class DataFolder implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DataFolder.class);

    private final Path path;
    private final FileChannel lock;
    private final Secrets secrets;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
        this.secrets = new Secrets(path.resolve("secrets"));
    }

    /** Claims the folder, which is created if absent, for its owner alone. Fails with an {@link EmbeddedException} while another process has it. */
    public static DataFolder claim(Path path) {
        try {
            Path folder = Files.createDirectories(path).toRealPath();
            FileChannel lock = lock(folder);
            closeToOthers(folder);
            return new DataFolder(folder, lock);
        } catch (IOException e) {
            throw new EmbeddedException("The data folder " + path + " cannot be used: " + e.getMessage(), e);
        }
    }

    public Path path() {
        return path;
    }

    /** What this installation alone knows, generated the first time it is asked for. */
    public Secrets secrets() {
        return secrets;
    }

    /** A file name in the folder of logs, which exists then. */
    Path log(String name) throws IOException {
        return OwnerOnly.folder(path.resolve("logs")).resolve(name);
    }

    /** Says, for other processes of this machine, where a part of this one answers. */
    Announcement announce(String part, String url, String user, Secret secret) {
        return Announcement.write(announcement(path, part), url, user, secret);
    }

    static Path announcement(Path folder, String part) {
        return folder.resolve("secrets").resolve(part + ".running");
    }

    /** Gives the folder to whoever claims it next; parts that run in it are closed before. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A volume may belong to another account that let this one in by its group: then its modes are not ours to set. */
    private static void closeToOthers(Path folder) throws IOException {
        try {
            var unused = OwnerOnly.folder(folder);
        } catch (FileSystemException e) {
            log.warn("Other accounts may be able to read {}, whose mode this one cannot set to 0700", folder, e);
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        Path file = OwnerOnly.file(folder.resolve("lock"));
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new EmbeddedException("The data folder " + folder + " is in use by process "
                    + Files.readString(file).strip() + ". Stop that one, or choose another folder (data-directory).");
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)), 0);
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }
}
