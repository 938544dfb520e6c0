package io.gourmetloop.platform.embedded;

import io.gourmetloop.platform.config.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Generated secrets, one file of mode 0600 each in a folder of mode 0700. */
public final class Secrets {
    private static final int RANDOM_BYTES = 24;

    private final Path folder;

    Secrets(Path folder) {
        this.folder = folder;
    }

    /** Every secret of a data folder by its name, also while another process has claimed the folder. */
    public static SortedMap<String, Secret> in(Path dataFolder) {
        Secrets secrets = new Secrets(dataFolder.resolve("secrets"));
        SortedMap<String, Secret> found = new TreeMap<>();
        secrets.names().forEach(name -> secrets.find(name).ifPresent(secret -> found.put(name, secret)));
        return found;
    }

    /** The secret of this name; generated, 32 characters of the URL-safe base 64, when there is none yet. */
    public Secret ensure(String name) {
        return find(name).orElseGet(() -> store(name, new Secret(random())));
    }

    public Optional<Secret> find(String name) {
        Path file = folder.resolve(name);
        try {
            return Files.exists(file)
                    ? Optional.of(new Secret(Files.readString(file).strip()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new EmbeddedException("The secret " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.contains("."))
                    .toList();
        } catch (IOException e) {
            throw new EmbeddedException("The secrets in " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Replaces the secret of this name, whole or not at all. */
    public Secret store(String name, Secret secret) {
        write(folder.resolve(name), secret.reveal() + "\n");
        return secret;
    }

    /** Writes a file that its owner alone can read, whole or not at all. */
    static void write(Path file, String text) {
        try {
            Path folder = OwnerOnly.folderOf(file);
            Path draft = OwnerOnly.newFile(folder.resolve("." + file.getFileName() + "." + random()));
            Files.writeString(draft, text, StandardOpenOption.SYNC);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
