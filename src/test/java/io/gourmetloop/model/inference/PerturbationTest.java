package io.gourmetloop.model.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.domain.Content;
import io.gourmetloop.model.inference.Perturbation.Kind;
import io.gourmetloop.model.inference.Perturbation.Severity;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PerturbationTest {
    private static final byte[] PHOTO = io.gourmetloop.testing.Pictures.jpeg(9, 320, 240);

    @BeforeAll
    static void load() {
        PixelCodec.load();
    }

    static List<Perturbation> all() {
        return Perturbation.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void each_makes_another_photo_the_same_way_each_time(Perturbation perturbation) {
        byte[] changed = perturbation.of(PHOTO);

        assertThat(measured(changed).pixels()).isNotEqualTo(measured(PHOTO).pixels());
        assertThat(perturbation.of(PHOTO)).isEqualTo(changed);
    }

    @Test
    void each_does_what_its_name_says() {
        PictureProperties photo = measured(PHOTO);

        assertThat(measured(changed(Kind.DARKER)).brightness()).isLessThan(photo.brightness() * 0.5);
        assertThat(measured(changed(Kind.BRIGHTER)).brightness()).isGreaterThan(photo.brightness() * 1.1);
        assertThat(measured(changed(Kind.LESS_CONTRAST)).contrast()).isLessThan(photo.contrast() * 0.5);
        assertThat(measured(changed(Kind.BLUR)).sharpness()).isLessThan(photo.sharpness() * 0.5);
        assertThat(measured(changed(Kind.NOISE)).sharpness()).isGreaterThan(photo.sharpness());
        assertThat(measured(changed(Kind.GRAYSCALE)).mean().red())
                .isEqualTo(measured(changed(Kind.GRAYSCALE)).mean().blue());
        assertThat(Photo.inspect(Content.of(changed(Kind.DOWNSCALE)), 50)
                        .header()
                        .width())
                .isEqualTo(80);
        assertThat(Photo.inspect(Content.of(changed(Kind.CROP)), 50).header().width())
                .isEqualTo(256);
    }

    private static byte[] changed(Kind kind) {
        return new Perturbation(kind, kind == Kind.GRAYSCALE ? Severity.MILD : Severity.STRONG).of(PHOTO);
    }

    private static PictureProperties measured(byte[] file) {
        CleanPhoto photo = CleanPhoto.of(Photo.inspect(Content.of(file), 50));
        return NativeMemory.freedAfter(() -> PictureMeasurement.of(PixelCodec.reduced(photo, 256)));
    }
}
