package io.gourmetloop.app.demo;

import io.gourmetloop.app.process.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A folder of class folders: {@code apple_pie/1.jpg} is a photo of the class "Apple pie". */
final class DemoPhotos {
    private DemoPhotos() {}

    /** {@code dark}: to be under-exposed before it is sent. */
    record LabeledPhoto(Path file, String label, boolean dark) {
        LabeledPhoto inTheDark() {
            return new LabeledPhoto(file, label, true);
        }
    }

    /** In the order of their paths. Fails with a CommandFailure when a folder is none of the server's classes. */
    static List<LabeledPhoto> read(Path root, List<String> classes) {
        List<LabeledPhoto> photos = new ArrayList<>();
        for (Path folder : list(root)) {
            if (Files.isDirectory(folder)) {
                String label = label(folder.getFileName().toString(), classes);
                list(folder).stream()
                        .filter(DemoPhotos::isPhoto)
                        .forEach(file -> photos.add(new LabeledPhoto(file, label, false)));
            }
        }
        if (photos.isEmpty()) {
            throw new CommandFailure("No photos in " + root + "; it should hold a folder for each class, with photos");
        }
        return photos;
    }

    /** The class of this name, or of this name of a folder. Fails with a CommandFailure. */
    static String label(String text, List<String> classes) {
        String name = plain(text);
        return classes.stream()
                .filter(label -> plain(label).equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        "'" + text + "' is none of the classes that the server knows: " + String.join(", ", classes)));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }

    private static boolean isPhoto(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).matches(".*\\.(jpe?g|png|webp)");
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new CommandFailure("Cannot read the folder " + folder + ": " + e.getMessage(), e);
        }
    }
}
