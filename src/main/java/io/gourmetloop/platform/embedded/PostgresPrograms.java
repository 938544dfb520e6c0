package io.gourmetloop.platform.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/** The folder of {@code initdb}, {@code pg_ctl} and {@code postgres}, unpacked once from the archive on the class path. */
record PostgresPrograms(Path folder) {
    private static final Logger log = LoggerFactory.getLogger(PostgresPrograms.class);
    private static final int BUFFER = 1 << 16;

    String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    /** Unpacks below {@code parent} unless this very archive has been there already. Processes may do this at once. */
    static PostgresPrograms unpack(Path parent) {
        URL archive = archive();
        try {
            Path folder = parent.resolve("postgres-" + checksum(archive));
            if (!Files.isDirectory(folder)) {
                log.info("Unpacking PostgreSQL to {}", folder);
                install(archive, folder);
            }
            return new PostgresPrograms(folder);
        } catch (IOException e) {
            throw new EmbeddedException("PostgreSQL cannot be unpacked to " + parent + ": " + e.getMessage(), e);
        }
    }

    private static URL archive() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String machine = "aarch64".equals(System.getProperty("os.arch")) ? "arm_64" : "x86_64";
        String name = "postgres-" + system + "-" + machine + ".txz";
        URL archive = PostgresPrograms.class.getClassLoader().getResource(name);
        if (archive == null) {
            throw new EmbeddedException("There is no PostgreSQL for this machine (" + name
                    + "). Build on the machine that runs the server, or set database.url.");
        }
        return archive;
    }

    /** The jar has noted it, so nothing is read. */
    private static String checksum(URL archive) throws IOException {
        if (archive.openConnection() instanceof JarURLConnection jar) {
            return Long.toHexString(jar.getJarEntry().getCrc());
        }
        throw new IOException(archive + " is not in a jar");
    }

    /** Other processes see the folder whole or not at all. */
    private static void install(URL archive, Path folder) throws IOException {
        Path draft = Files.createDirectories(folder.resolveSibling("." + UUID.randomUUID()));
        try {
            extract(archive, draft);
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            log.debug("Another process was faster", e);
        } finally {
            deleteTree(draft);
        }
    }

    private static void extract(URL archive, Path target) throws IOException {
        try (InputStream bytes = new BufferedInputStream(archive.openStream(), BUFFER);
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(bytes))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                extract(tar, entry, target);
            }
        }
    }

    private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("The archive leaves its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        boolean runs = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
    }

    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (var paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
