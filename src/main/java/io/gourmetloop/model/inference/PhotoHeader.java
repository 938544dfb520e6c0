package io.gourmetloop.model.inference;

/** What the first bytes of a file say: its size in pixels as encoded, and how it must be turned to stand upright. */
record PhotoHeader(int width, int height, Orientation orientation) {
    PhotoHeader {
        if (width <= 0 || height <= 0) {
            throw Unreadable.because("it claims " + width + " × " + height + " pixels");
        }
    }

    long pixels() {
        return (long) width * height;
    }
}
