package io.gourmetloop.model.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.domain.PhotoFormat;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Pictures that the tests make themselves, and the bytes around them. */
final class Pictures {
    private Pictures() {}

    /** Four colors, so that every turn and mirror image differs: red, green above blue, white. */
    static BufferedImage quadrants(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        fill(graphics, Color.RED, 0, 0, width / 2, height / 2);
        fill(graphics, Color.GREEN, width / 2, 0, width, height / 2);
        fill(graphics, Color.BLUE, 0, height / 2, width / 2, height);
        fill(graphics, Color.WHITE, width / 2, height / 2, width, height);
        graphics.dispose();
        return image;
    }

    static BufferedImage solid(int width, int height, Color color) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        fill(graphics, color, 0, 0, width, height);
        graphics.dispose();
        return image;
    }

    /** Noise that fills the file, so that a cut anywhere takes away a part of the picture. */
    static BufferedImage noise(int width, int height, long seed) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        return image;
    }

    static BufferedImage paletted(BufferedImage picture) {
        BufferedImage paletted =
                new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_INDEXED);
        Graphics2D graphics = paletted.createGraphics();
        graphics.drawImage(picture, 0, 0, null);
        graphics.dispose();
        return paletted;
    }

    static byte[] jpeg(BufferedImage image) {
        return jpeg(image, false);
    }

    static byte[] progressiveJpeg(BufferedImage image) {
        return jpeg(image, true);
    }

    /** Baseline, with a restart marker after every row of blocks. */
    static byte[] jpegWithRestarts(BufferedImage image) {
        return openCv(image, ".jpg", opencv_imgcodecs.IMWRITE_JPEG_RST_INTERVAL, 1);
    }

    static byte[] png(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            assertThat(ImageIO.write(image, "png", bytes)).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] webp(BufferedImage image) {
        return openCv(image, ".webp", opencv_imgcodecs.IMWRITE_WEBP_QUALITY, 95);
    }

    static byte[] losslessWebp(BufferedImage image) {
        return openCv(image, ".webp", opencv_imgcodecs.IMWRITE_WEBP_QUALITY, 101);
    }

    static byte[] of(PhotoFormat format, BufferedImage image) {
        return switch (format) {
            case JPEG -> jpeg(image);
            case PNG -> png(image);
            case WEBP -> webp(image);
        };
    }

    /** Pixels of any format, RGB, orientation ignored. */
    static BufferedImage decode(byte[] bytes) {
        return NativeMemory.freedAfter(() -> {
            Mat pixels = opencv_imgcodecs.imdecode(
                    new Mat(1, bytes.length, opencv_core.CV_8UC1, new BytePointer(bytes)),
                    opencv_imgcodecs.IMREAD_COLOR | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION);
            assertThat(pixels.empty()).as("decodes").isFalse();
            byte[] bgr = new byte[3 * pixels.rows() * pixels.cols()];
            pixels.data().get(bgr);
            BufferedImage image = new BufferedImage(pixels.cols(), pixels.rows(), BufferedImage.TYPE_INT_RGB);
            int[] rgb = new int[pixels.rows() * pixels.cols()];
            for (int i = 0; i < rgb.length; i++) {
                rgb[i] = ((bgr[3 * i + 2] & 0xff) << 16) | ((bgr[3 * i + 1] & 0xff) << 8) | (bgr[3 * i] & 0xff);
            }
            image.setRGB(0, 0, pixels.cols(), pixels.rows(), rgb, 0, pixels.cols());
            return image;
        });
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static int indexOf(byte[] bytes, byte[] wanted) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(new String(wanted, StandardCharsets.ISO_8859_1));
    }

    /** TIFF block of EXIF: orientation, and a GPS directory with the place "SECRET PLACE". */
    static byte[] exif(int orientation, boolean bigEndian) {
        byte[] tiff = latin(bigEndian ? "MM\0*\0\0\0\b" : "II*\0\b\0\0\0");
        return concat(
                tiff,
                number(2, 2, bigEndian),
                entry(0x0112, 3, 1, bigEndian ? orientation << 16 : orientation, bigEndian),
                entry(0x8825, 4, 1, 38, bigEndian),
                number(0, 4, bigEndian),
                number(1, 2, bigEndian),
                entry(0x001b, 2, 12, 56, bigEndian),
                number(0, 4, bigEndian),
                latin("SECRET PLACE"));
    }

    static byte[] withSegments(byte[] jpeg, byte[]... segments) {
        return concat(
                java.util.Arrays.copyOf(jpeg, 2), concat(segments), java.util.Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    static byte[] segment(int marker, byte[] body) {
        return concat(new byte[] {(byte) 0xff, (byte) marker}, number(body.length + 2, 2, true), body);
    }

    static byte[] exifSegment(int orientation, boolean bigEndian) {
        return segment(0xe1, concat(latin("Exif\0\0"), exif(orientation, bigEndian)));
    }

    static byte[] pngChunk(String name, byte[] body) {
        CRC32 sum = new CRC32();
        sum.update(concat(latin(name), body));
        return concat(number(body.length, 4, true), latin(name), body, number((int) sum.getValue(), 4, true));
    }

    /** Puts chunks right behind IHDR. */
    static byte[] withChunks(byte[] png, byte[]... chunks) {
        int afterHeader = 8 + 25;
        return concat(
                java.util.Arrays.copyOf(png, afterHeader),
                concat(chunks),
                java.util.Arrays.copyOfRange(png, afterHeader, png.length));
    }

    /** Contents of all IDAT chunks of a PNG without other chunks between them and its end. */
    static byte[] pixelData(byte[] png) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        ByteBuffer chunks = ByteBuffer.wrap(png).position(indexOf(png, latin("IDAT")) - 4);
        for (int length = chunks.getInt(); length > 0; length = chunks.getInt()) {
            data.write(png, chunks.position() + 4, length);
            chunks.position(chunks.position() + 4 + length + 4);
        }
        return data.toByteArray();
    }

    /** A simple WebP file whose picture has a byte more or less, so that it is padded. */
    static byte[] withOddPicture(byte[] simple) {
        int length = ByteBuffer.wrap(simple).order(ByteOrder.LITTLE_ENDIAN).getInt(16);
        byte[] picture = java.util.Arrays.copyOfRange(simple, 20, 20 + (length | 1));
        byte[] body = concat(latin("WEBP"), webpChunk("VP8L", picture));
        return concat(latin("RIFF"), number(body.length, 4, false), body);
    }

    static byte[] webpChunk(String name, byte[] body) {
        return concat(latin(name), number(body.length, 4, false), body, new byte[body.length % 2]);
    }

    /** The extended format around the picture of a simple WebP file. */
    static byte[] extendedWebp(byte[] simple, int width, int height, int flags, byte[]... after) {
        byte[] canvas =
                concat(new byte[] {(byte) flags, 0, 0, 0}, number(width - 1, 3, false), number(height - 1, 3, false));
        byte[] picture = simple;
        int at = indexOf(simple, latin("VP8X")) == 12 ? 12 + 18 : 12;
        byte[] body = concat(
                latin("WEBP"),
                webpChunk("VP8X", canvas),
                java.util.Arrays.copyOfRange(picture, at, picture.length),
                concat(after));
        return concat(latin("RIFF"), number(body.length, 4, false), body);
    }

    static byte[] number(int value, int bytes, boolean bigEndian) {
        byte[] out = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            out[bigEndian ? bytes - 1 - i : i] = (byte) (value >> (8 * i));
        }
        return out;
    }

    private static byte[] entry(int tag, int type, int count, int value, boolean bigEndian) {
        return concat(
                number(tag, 2, bigEndian),
                number(type, 2, bigEndian),
                number(count, 4, bigEndian),
                number(value, 4, bigEndian));
    }

    private static void fill(Graphics2D graphics, Color color, int left, int top, int right, int bottom) {
        graphics.setColor(color);
        graphics.fillRect(left, top, right - left, bottom - top);
    }

    private static byte[] jpeg(BufferedImage image, boolean progressive) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var output = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam options = writer.getDefaultWriteParam();
            options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            options.setCompressionQuality(0.95f);
            options.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static byte[] openCv(BufferedImage image, String extension, int option, int value) {
        return NativeMemory.freedAfter(() -> {
            byte[] png = png(image);
            Mat pixels = opencv_imgcodecs.imdecode(
                    new Mat(1, png.length, opencv_core.CV_8UC1, new BytePointer(png)), opencv_imgcodecs.IMREAD_COLOR);
            BytePointer encoded = new BytePointer();
            assertThat(opencv_imgcodecs.imencode(extension, pixels, encoded, new IntPointer(option, value)))
                    .isTrue();
            byte[] bytes = new byte[(int) encoded.limit()];
            encoded.get(bytes);
            return bytes;
        });
    }
}
