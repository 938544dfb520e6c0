package io.gourmetloop.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gourmetloop.domain.Content;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TensorWriterTest {
    private static final Rgb MEAN = new Rgb(0.485, 0.456, 0.406);
    private static final Rgb STD = new Rgb(0.229, 0.224, 0.225);

    @BeforeAll
    static void load() {
        PixelCodec.load();
    }

    @Test
    void planes_are_red_green_blue_and_normalized() {
        FloatBuffer tensor = tensor(new ModelInput(2, 2, MEAN, STD), Pictures.solid(2, 2, new Color(255, 128, 0)));

        assertThat(floats(tensor))
                .containsExactly(
                        new float[] {
                            2.2489083f,
                            2.2489083f,
                            2.2489083f,
                            2.2489083f,
                            0.20518208f,
                            0.20518208f,
                            0.20518208f,
                            0.20518208f,
                            -1.8044444f,
                            -1.8044444f,
                            -1.8044444f,
                            -1.8044444f,
                        },
                        within(1e-6f));
    }

    @Test
    void the_middle_is_cut_out_row_by_row() {
        BufferedImage image = new BufferedImage(6, 4, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 6; x++) {
                image.setRGB(x, y, new Color(10 * y + x, 0, 0).getRGB());
            }
        }

        FloatBuffer tensor = tensor(new ModelInput(2, 4, new Rgb(0, 0, 0), new Rgb(1 / 255.0, 1, 1)), image);

        assertThat(floats(tensor)).startsWith(12, 13, 22, 23);
    }

    /** Pillow 12.1.1: {@code Image.fromarray(row).resize((3, 3), Image.BILINEAR)} and {@code resize((7, 7), …)}. */
    @Test
    void a_photo_is_resized_as_pillow_does() {
        BufferedImage ramp = new BufferedImage(5, 5, BufferedImage.TYPE_INT_RGB);
        int[] values = {0, 10, 200, 37, 255};
        for (int i = 0; i < 25; i++) {
            ramp.setRGB(i % 5, i / 5, new Color(values[i % 5], 0, 0).getRGB());
        }

        assertThat(floats(tensor(bytesOfRed(3), ramp))).startsWith(4, 122, 162);
        assertThat(floats(tensor(bytesOfRed(7), ramp))).startsWith(0, 6, 64, 200, 84, 130, 255);
    }

    private static ModelInput bytesOfRed(int size) {
        return new ModelInput(size, size, new Rgb(0, 0, 0), new Rgb(1 / 255.0, 1, 1));
    }

    private static FloatBuffer tensor(ModelInput input, BufferedImage image) {
        FloatBuffer tensor = ByteBuffer.allocateDirect(input.values() * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        CleanPhoto photo = CleanPhoto.of(Photo.inspect(Content.of(Pictures.png(image)), 50));
        return NativeMemory.freedAfter(() -> {
            new TensorWriter(input).write(PixelCodec.reduced(photo, input.decodedShortSide()), tensor);
            return tensor;
        });
    }

    private static float[] floats(FloatBuffer tensor) {
        float[] values = new float[tensor.capacity()];
        tensor.get(0, values);
        return values;
    }
}
