package io.gourmetloop.domain;

import java.util.Locale;

/** The picture formats that are let in. */
public enum PhotoFormat {
    JPEG("jpg"),
    PNG("png"),
    WEBP("webp");

    private final String extension;

    PhotoFormat(String extension) {
        this.extension = extension;
    }

    public String extension() {
        return extension;
    }

    public String mediaType() {
        return "image/" + name().toLowerCase(Locale.ROOT);
    }
}
