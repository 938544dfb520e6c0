package io.gourmetloop.loop.monitoring.checks;

import io.gourmetloop.model.inference.PictureProperties;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** A number that every photo has. */
record Measure(String name, ToDoubleFunction<Example> of) {
    static final Measure CONFIDENCE =
            new Measure("Confidence", example -> example.answer().confidence());

    static final Measure BRIGHTNESS = looks("Brightness", PictureProperties::brightness);

    /** Of pictures; only of examples that have one. */
    static final List<Measure> OF_PICTURES = List.of(
            new Measure(
                    "Aspect ratio",
                    example ->
                            (double) picture(example).width() / picture(example).height()),
            new Measure(
                    "Area",
                    example ->
                            (double) picture(example).width() * picture(example).height()),
            BRIGHTNESS,
            looks("Contrast", PictureProperties::contrast),
            looks("Mean red", properties -> properties.mean().red()),
            looks("Mean green", properties -> properties.mean().green()),
            looks("Mean blue", properties -> properties.mean().blue()),
            looks("Sharpness", PictureProperties::sharpness));

    double[] of(List<Example> examples) {
        return examples.stream().mapToDouble(of).toArray();
    }

    private static Measure looks(String name, ToDoubleFunction<PictureProperties> number) {
        return new Measure(
                name, example -> number.applyAsDouble(picture(example).properties()));
    }

    private static Example.Picture picture(Example example) {
        return Objects.requireNonNull(example.picture());
    }
}
