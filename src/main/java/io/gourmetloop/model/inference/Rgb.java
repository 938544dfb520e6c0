package io.gourmetloop.model.inference;

/** One number for each color channel. */
public record Rgb(double red, double green, double blue) {
    double channel(int index) {
        return switch (index) {
            case 0 -> red;
            case 1 -> green;
            case 2 -> blue;
            default -> throw new IndexOutOfBoundsException(index);
        };
    }
}
