package io.gourmetloop.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gourmetloop.SharedData;
import io.gourmetloop.domain.Content;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PictureMeasurementTest {
    private static final int SHORT_SIDE = 256;

    @BeforeAll
    static void load() {
        PixelCodec.load();
    }

    @Test
    void a_plain_picture_has_the_brightness_and_the_colors_of_its_paint() {
        PictureProperties plain =
                measured(io.gourmetloop.testing.Pictures.encode(painted(new Color(200, 100, 50)), "png"));

        assertThat(plain.brightness()).isCloseTo((77 * 200 + 150 * 100 + 29 * 50) / (256 * 255.0), within(1e-12));
        assertThat(plain.contrast()).isCloseTo(0, within(1e-9));
        assertThat(plain.mean()).isEqualTo(new Rgb(200 / 255.0, 100 / 255.0, 50 / 255.0));
        assertThat(plain.sharpness()).isZero();
        assertThat(plain.differenceHash()).isZero();
    }

    @Test
    void half_black_and_half_white_has_the_contrast_of_a_half() {
        BufferedImage halves = painted(Color.BLACK);
        Graphics2D brush = halves.createGraphics();
        brush.setColor(Color.WHITE);
        brush.fillRect(160, 0, 160, 240);
        brush.dispose();
        PictureProperties measured = measured(io.gourmetloop.testing.Pictures.encode(halves, "png"));

        assertThat(measured.brightness()).isCloseTo(0.5, within(1e-9));
        assertThat(measured.contrast()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void the_smallest_picture_can_be_measured() {
        BufferedImage dot = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);

        assertThat(measured(io.gourmetloop.testing.Pictures.encode(dot, "png")).brightness())
                .isZero();
    }

    @Test
    void the_same_pixels_in_another_file_are_the_same_and_other_pixels_are_not() {
        byte[] jpeg = io.gourmetloop.testing.Pictures.jpeg(1, 320, 240);
        byte[] withPlace = io.gourmetloop.testing.Pictures.withExif(jpeg, 1, "52N 13E");
        byte[] asPng = io.gourmetloop.testing.Pictures.encode(decoded(jpeg), "png");
        byte[] asPngAgain = io.gourmetloop.testing.Pictures.encode(decoded(asPng), "png");

        assertThat(measured(withPlace).pixels()).isEqualTo(measured(jpeg).pixels());
        assertThat(measured(asPngAgain).pixels()).isEqualTo(measured(asPng).pixels());
        assertThat(measured(io.gourmetloop.testing.Pictures.jpeg(2, 320, 240)).pixels())
                .isNotEqualTo(measured(jpeg).pixels());
    }

    @Test
    void a_smaller_copy_looks_alike_and_another_photo_does_not() throws IOException {
        List<Path> photos = SharedData.photos(SharedData.require("data/dishes10/test")).stream()
                .limit(60)
                .toList();
        int far = 0;
        int strangers = 0;
        long before = 0;
        for (Path photo : photos) {
            BufferedImage picture = decoded(Files.readAllBytes(photo));
            long hash = measured(Files.readAllBytes(photo)).differenceHash();
            far += Long.bitCount(hash ^ measured(smaller(picture)).differenceHash()) > 4 ? 1 : 0;
            strangers += Long.bitCount(hash ^ before) > 4 ? 1 : 0;
            before = hash;
        }
        assertThat(far).as("of " + photos.size() + " not recognized").isLessThanOrEqualTo(1);
        assertThat(strangers).as("the data hold a photo twice").isGreaterThanOrEqualTo(photos.size() - 2);
    }

    @Test
    void a_darker_picture_is_measured_as_darker() {
        BufferedImage picture = decoded(io.gourmetloop.testing.Pictures.jpeg(3, 640, 480));
        BufferedImage dark = new RescaleOp(0.4f, 0, null).filter(picture, null);

        double ratio =
                measured(io.gourmetloop.testing.Pictures.encode(dark, "png")).brightness()
                        / measured(io.gourmetloop.testing.Pictures.encode(picture, "png"))
                                .brightness();

        assertThat(ratio).isCloseTo(0.4, within(0.01));
    }

    @Test
    void an_embedding_survives_its_bytes_to_three_digits() {
        float[] values = {0.6f, -0.8f, 0, 1e-5f, -3e-8f, 0.000061035156f};
        Embedding kept = Embedding.fromBytes(Embedding.normalized(values).toBytes());

        float[] normalized = Embedding.normalized(values).toArray();
        for (int i = 0; i < values.length; i++) {
            assertThat(kept.at(i)).isCloseTo(normalized[i], within(Math.max(3.1e-8f, Math.abs(normalized[i]) / 2000)));
        }
    }

    @Test
    void a_thumbnail_is_small_and_a_picture() throws IOException {
        byte[] small = Thumbnail.jpeg(io.gourmetloop.testing.Pictures.jpeg(5, 900, 600), 120);
        BufferedImage shown = ImageIO.read(new ByteArrayInputStream(small));

        assertThat(shown.getWidth()).isEqualTo(120);
        assertThat(shown.getHeight()).isEqualTo(80);
        assertThat(small).hasSizeLessThan(12_000);
    }

    private static PictureProperties measured(byte[] file) {
        CleanPhoto photo = CleanPhoto.of(Photo.inspect(Content.of(file), 50));
        return NativeMemory.freedAfter(() -> PictureMeasurement.of(PixelCodec.reduced(photo, SHORT_SIDE)));
    }

    private static BufferedImage painted(Color color) {
        BufferedImage image = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = image.createGraphics();
        brush.setColor(color);
        brush.fillRect(0, 0, 320, 240);
        brush.dispose();
        return image;
    }

    private static byte[] smaller(BufferedImage picture) {
        int width = picture.getWidth() * 3 / 5;
        int height = picture.getHeight() * 3 / 5;
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = small.createGraphics();
        brush.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        brush.drawImage(picture, 0, 0, width, height, null);
        brush.dispose();
        return io.gourmetloop.testing.Pictures.encode(small, "jpg");
    }

    private static BufferedImage decoded(byte[] file) {
        try {
            return ImageIO.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
