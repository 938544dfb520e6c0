package io.gourmetloop.app.bench;

import io.gourmetloop.app.process.CommandFailure;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** JPEGs to measure with. */
final class BenchPhotos {
    private static final int MADE = 32;

    private BenchPhotos() {}

    /** Files, and the files of folders, as they are or as squares of {@code side} pixels; made ones where none is named. */
    static List<byte[]> read(Collection<Path> paths, int side) {
        if (paths.isEmpty()) {
            return IntStream.range(0, MADE)
                    .mapToObj(seed -> jpeg(drawn(seed, side > 0 ? side : 512)))
                    .toList();
        }
        List<byte[]> photos = new ArrayList<>();
        for (Path path : paths) {
            files(path).forEach(file -> photos.add(side > 0 ? square(bytes(file), side) : bytes(file)));
        }
        if (photos.isEmpty()) {
            throw new CommandFailure("No JPEG in " + paths);
        }
        return photos;
    }

    private static List<Path> files(Path path) {
        try (Stream<Path> found = Files.walk(path)) {
            return found.filter(file -> file.toString().toLowerCase(Locale.ROOT).matches(".*\\.jpe?g"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new CommandFailure("Cannot read " + path + ": " + e.getMessage(), e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new CommandFailure("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static byte[] square(byte[] photo, int side) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(photo));
            BufferedImage square = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = square.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            graphics.drawImage(image, 0, 0, side, side, null);
            graphics.dispose();
            return jpeg(square);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage drawn(int seed, int side) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        for (int i = 0; i < 300; i++) {
            graphics.setColor(new Color(random.nextInt(0x1000000)));
            graphics.fillOval(
                    random.nextInt(side), random.nextInt(side), random.nextInt(side / 4), random.nextInt(side / 4));
        }
        graphics.dispose();
        return image;
    }

    private static byte[] jpeg(BufferedImage image) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(image, "jpg", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
