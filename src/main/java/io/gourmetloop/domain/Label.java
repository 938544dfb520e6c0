package io.gourmetloop.domain;

/** A class of dish as people read it ("Apple pie"). */
public record Label(String text) {
    public Label {
        if (text.isBlank()) {
            throw new IllegalArgumentException("A label cannot be blank");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
