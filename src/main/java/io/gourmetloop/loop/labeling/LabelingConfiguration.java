package io.gourmetloop.loop.labeling;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.Labels;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What annotators choose from: the model's labels, and two choices that are none. It is the one place that knows the
 * names of Label Studio's controls, so a task file, an annotation and the configuration cannot disagree.
 */
public record LabelingConfiguration(Labels labels) {
    static final String CONTROL = "food_type";
    static final String IMAGE = "image";
    static final String NOTES = "notes";
    static final String BAD_IMAGE = "Bad image";
    static final String CANNOT_TELL = "Cannot tell";

    private static final String TEMPLATE = "/label-studio/labeling-config.xml";
    private static final String PLACEHOLDER = "{{choices}}";
    /** In the order of the labels; without c, f, s and u, which the special choices and the annotator use. */
    private static final String KEYS = "123456789abdeghijklmnopqrtvwxyz";

    /** Fails with MODEL_INVALID when a label has the name of a special choice: its annotations could not be read. */
    public LabelingConfiguration {
        if (labels.find(BAD_IMAGE).isPresent() || labels.find(CANNOT_TELL).isPresent()) {
            throw new Failure(
                    ErrorCode.MODEL_INVALID,
                    "No label can be called '" + BAD_IMAGE + "' or '" + CANNOT_TELL
                            + "': annotators have these choices");
        }
    }

    /** Label Studio's labeling configuration. A label after the 31st has no key of its own. */
    public String xml() {
        List<String> choices = new ArrayList<>();
        IntStream.range(0, labels.size())
                .forEach(i -> choices.add(choice(labels.at(i).text(), key(i))));
        choices.add(choice(BAD_IMAGE, " hotkey=\"f\""));
        choices.add(choice(CANNOT_TELL, " hotkey=\"c\""));
        return template().replace(PLACEHOLDER, String.join("\n    ", choices));
    }

    private static String key(int index) {
        return index < KEYS.length() ? " hotkey=\"" + KEYS.charAt(index) + "\"" : "";
    }

    private static String choice(String value, String hotkey) {
        return "<Choice value=\"" + escaped(value) + "\"" + hotkey + "/>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** The choice that stands for the opinion; empty for a skip, which chooses nothing. */
    Optional<String> choice(Opinion opinion) {
        return switch (opinion.outcome()) {
            case LABEL -> Optional.ofNullable(opinion.label()).map(Label::text);
            case BAD_IMAGE -> Optional.of(BAD_IMAGE);
            case CANNOT_TELL -> Optional.of(CANNOT_TELL);
            case SKIPPED -> Optional.empty();
        };
    }

    /** Fails with UNKNOWN_LABEL when the opinion cannot be chosen. */
    void check(Opinion opinion) {
        Label label = opinion.label();
        if (label != null) {
            Label unused = labels.require(label.text());
        }
    }

    /** Fails with UNKNOWN_LABEL when the configuration has no such choice. */
    Opinion opinion(String choice) {
        return switch (choice) {
            case BAD_IMAGE -> Opinion.BAD_IMAGE;
            case CANNOT_TELL -> Opinion.CANNOT_TELL;
            default -> Opinion.label(labels.require(choice));
        };
    }

    private static String template() {
        try (InputStream in = LabelingConfiguration.class.getResourceAsStream(TEMPLATE)) {
            if (in == null) {
                throw new IllegalStateException("The program lacks its resource " + TEMPLATE);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
