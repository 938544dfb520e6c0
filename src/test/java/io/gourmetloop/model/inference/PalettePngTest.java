package io.gourmetloop.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gourmetloop.domain.Content;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** PNGs with a palette: of 1, 2, 4 and 8 bits, with transparent colors and without, interlaced and not, of any width. */
class PalettePngTest {
    private static final int HEIGHT = 19;

    private record Kind(int bits, boolean transparent, boolean interlaced) {}

    @BeforeAll
    static void load() {
        PixelCodec.load();
    }

    static Stream<Kind> kinds() {
        return IntStream.of(1, 2, 4, 8)
                .boxed()
                .flatMap(bits -> Stream.of(true, false)
                        .flatMap(transparent ->
                                Stream.of(true, false).map(interlaced -> new Kind(bits, transparent, interlaced))));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void pixels_are_the_colors_of_the_palette_bit_by_bit(Kind kind) {
        for (int width = 1; width <= 40; width++) {
            BufferedImage picture = picture(kind, width, HEIGHT);
            byte[] png = png(picture, kind.interlaced());

            assertThat(PalettePng.is(png)).isTrue();
            assertThat(pixels(png)).as("width " + width).isEqualTo(expected(picture, 3));
            assertThat(unchanged(png)).as("width " + width).isEqualTo(expected(picture, kind.transparent() ? 4 : 3));
        }
    }

    /** A width of whole steps: on ARM, OpenCV's libpng reads no further than the row there. */
    @ParameterizedTest
    @MethodSource("kinds")
    void pixels_are_those_that_opencv_found_before(Kind kind) {
        byte[] png = png(picture(kind, 64, HEIGHT), kind.interlaced());

        assertThat(pixels(png)).isEqualTo(byOpenCv(png, opencv_imgcodecs.IMREAD_COLOR));
        assertThat(unchanged(png)).isEqualTo(byOpenCv(png, opencv_imgcodecs.IMREAD_UNCHANGED));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_picture_on_its_side_is_turned_with_its_transparency_and_its_color_space(Kind kind) {
        BufferedImage picture = picture(kind, 24, HEIGHT);
        byte[] gamma = Pictures.pngChunk("gAMA", new byte[] {0, 0, (byte) 0xb1, (byte) 0x8f});
        byte[] sideways = Pictures.withChunks(
                png(picture, kind.interlaced()), gamma, Pictures.pngChunk("eXIf", Pictures.exif(6, true)));

        CleanPhoto upright = CleanPhoto.of(Photo.inspect(Content.of(sideways), 50));

        int channels = kind.transparent() ? 4 : 3;
        assertThat(upright.width()).isEqualTo(HEIGHT);
        assertThat(byOpenCv(upright.bytes(), opencv_imgcodecs.IMREAD_UNCHANGED))
                .isEqualTo(expected(turnedRight(picture), channels));
        assertThat(Pictures.indexOf(upright.bytes(), gamma)).isEqualTo(8 + 25);
    }

    @Test
    void what_is_damaged_or_incomplete_is_refused() {
        Kind kind = new Kind(8, true, false);
        byte[] png = png(picture(kind, 64, 64), false);
        int palette = Pictures.indexOf(png, Pictures.latin("PLTE")) - 4;
        int pixels = Pictures.indexOf(png, Pictures.latin("IDAT")) - 4;
        byte[] withoutPalette =
                Pictures.concat(Arrays.copyOf(png, palette), Arrays.copyOfRange(png, palette + 12 + 768, png.length));
        byte[] end = Pictures.pngChunk("IEND", new byte[0]);
        byte[] withoutPixels = Pictures.concat(Arrays.copyOf(png, pixels), end);
        byte[] half = Pictures.concat(
                Arrays.copyOf(png, pixels),
                Pictures.pngChunk("IDAT", Arrays.copyOfRange(png, pixels + 8, pixels + 1_000)),
                end);

        for (byte[] damaged : new byte[][] {withoutPalette, withoutPixels, half}) {
            assertThatThrownBy(() -> pixels(damaged))
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.code()).isEqualTo(ErrorCode.IMAGE_UNREADABLE));
        }
    }

    private static byte[] pixels(byte[] png) {
        CleanPhoto photo = CleanPhoto.of(Photo.inspect(Content.of(png), 50));
        return NativeMemory.freedAfter(() -> bytes(PixelCodec.reduced(photo, 1)));
    }

    private static byte[] unchanged(byte[] png) {
        return NativeMemory.freedAfter(() -> bytes(PalettePng.unchanged(png)));
    }

    private static byte[] byOpenCv(byte[] png, int flags) {
        return NativeMemory.freedAfter(() -> bytes(
                opencv_imgcodecs.imdecode(new Mat(1, png.length, opencv_core.CV_8UC1, new BytePointer(png)), flags)));
    }

    private static byte[] bytes(Mat pixels) {
        byte[] bytes = new byte[pixels.rows() * pixels.cols() * pixels.channels()];
        pixels.data().get(bytes);
        return bytes;
    }

    private static byte[] expected(BufferedImage picture, int channels) {
        byte[] pixels = new byte[picture.getWidth() * picture.getHeight() * channels];
        int at = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                for (int channel = 0; channel < channels; channel++) {
                    pixels[at++] = (byte) (picture.getRGB(x, y) >> (8 * channel));
                }
            }
        }
        return pixels;
    }

    /** Clockwise, as orientation 6 asks for. */
    private static BufferedImage turnedRight(BufferedImage picture) {
        int lines = picture.getHeight();
        BufferedImage turned = new BufferedImage(lines, picture.getWidth(), BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                turned.setRGB(lines - 1 - y, x, picture.getRGB(x, y));
            }
        }
        return turned;
    }

    private static BufferedImage picture(Kind kind, int width, int height) {
        Random random = new Random(width * 31L + kind.bits());
        int size = 1 << kind.bits();
        byte[] colors = new byte[size * (kind.transparent() ? 4 : 3)];
        random.nextBytes(colors);
        IndexColorModel palette = new IndexColorModel(kind.bits(), size, colors, 0, kind.transparent());
        BufferedImage picture =
                new BufferedImage(palette, palette.createCompatibleWritableRaster(width, height), false, null);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.getRaster().setSample(x, y, 0, random.nextInt(size));
            }
        }
        return picture;
    }

    private static byte[] png(BufferedImage picture, boolean interlaced) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var output = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam options = writer.getDefaultWriteParam();
            options.setProgressiveMode(interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.setOutput(output);
            writer.write(null, new IIOImage(picture, null, null), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
