package io.gourmetloop.domain;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The classes of a model in the order of its outputs. */
public record Labels(List<Label> inOrder) {
    public Labels {
        inOrder = List.copyOf(inOrder);
        if (inOrder.size() < 2 || inOrder.stream().distinct().count() != inOrder.size()) {
            throw new IllegalArgumentException("A model needs at least two different labels, but has " + inOrder);
        }
    }

    public static Labels of(String... texts) {
        return new Labels(List.of(texts).stream().map(Label::new).toList());
    }

    public int size() {
        return inOrder.size();
    }

    public Label at(int index) {
        return inOrder.get(index);
    }

    public Optional<Label> find(String text) {
        return inOrder.stream().filter(label -> label.text().equals(text)).findFirst();
    }

    /** Fails with {@link ErrorCode#UNKNOWN_LABEL}, naming the labels that there are. */
    public Label require(String text) {
        return find(text)
                .orElseThrow(() -> new Failure(
                        ErrorCode.UNKNOWN_LABEL,
                        "There is no label '" + text + "'; use one of "
                                + String.join(
                                        ", ", inOrder.stream().map(Label::text).toList())));
    }

    /** Folder of the label in the buckets: {@code class_07}. */
    public String folder(Label label) {
        int index = inOrder.indexOf(label);
        if (index < 0) {
            throw new IllegalArgumentException("Not one of these labels: " + label);
        }
        return folder(index);
    }

    public static String folder(int index) {
        return String.format(Locale.ROOT, "class_%02d", index);
    }
}
