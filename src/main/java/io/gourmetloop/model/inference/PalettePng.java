package io.gourmetloop.model.inference;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * PNGs whose pixels are indices of a palette, decoded by Java. The libpng inside of OpenCV (1.6.53) reads and writes past a
 * row when it expands a palette on ARM (CVE-2026-33636, mended in 1.6.56), so it never sees one, on any machine: the same
 * file gives the same pixels everywhere.
 */
final class PalettePng {
    /** Behind the signature, the head of IHDR, width, height and bit depth, which {@link PngContainer} has seen. */
    private static final int COLOR_TYPE_AT = 8 + 8 + 4 + 4 + 1;

    private static final int PALETTE = 3;

    private PalettePng() {}

    /** {@code png}: whose container was read. */
    static boolean is(byte[] png) {
        return png[COLOR_TYPE_AT] == PALETTE;
    }

    /** Pixels of shape [H, W, 3], BGR; transparency is ignored, as for all pictures that the model sees. */
    static Mat opaque(byte[] png) {
        return pixels(read(png), 3);
    }

    /** Pixels of shape [H, W, 3], BGR, or [H, W, 4], BGRA, where a color of the palette is transparent. */
    static Mat unchanged(byte[] png) {
        BufferedImage image = read(png);
        return pixels(image, image.getColorModel().hasAlpha() ? 4 : 3);
    }

    private static BufferedImage read(byte[] png) {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(png))) {
            reader.setInput(input, true, true);
            return reader.read(0);
        } catch (IOException | RuntimeException refusal) { // of any kind, for what contradicts itself
            throw Unreadable.because("its picture is damaged or incomplete", refusal);
        } finally {
            reader.dispose();
        }
    }

    private static Mat pixels(BufferedImage image, int channels) {
        byte[] colors = colors((IndexColorModel) image.getColorModel(), channels);
        Mat pixels = new Mat(image.getHeight(), image.getWidth(), opencv_core.CV_8UC(channels));
        BytePointer target = pixels.data();
        int[] indices = new int[image.getWidth()];
        byte[] row = new byte[image.getWidth() * channels];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRaster().getSamples(0, y, indices.length, 1, 0, indices);
            for (int x = 0; x < indices.length; x++) {
                System.arraycopy(colors, indices[x] * channels, row, x * channels, channels);
            }
            target.position((long) y * row.length).put(row);
        }
        target.position(0);
        return pixels;
    }

    /** Blue, green, red and, of four channels, alpha of each index. */
    private static byte[] colors(IndexColorModel palette, int channels) {
        byte[] colors = new byte[palette.getMapSize() * channels];
        for (int index = 0; index < palette.getMapSize(); index++) {
            int argb = palette.getRGB(index);
            for (int channel = 0; channel < channels; channel++) {
                colors[index * channels + channel] = (byte) (argb >> (8 * channel));
            }
        }
        return colors;
    }
}
