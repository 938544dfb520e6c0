package io.gourmetloop.platform.config;

/** A value that no log, error or print shows. */
public record Secret(String reveal) {
    public boolean isBlank() {
        return reveal.isBlank();
    }

    @Override
    public String toString() {
        return isBlank() ? "" : "********";
    }
}
