package io.gourmetloop.model.inference;

import io.gourmetloop.domain.Content;
import io.gourmetloop.domain.PhotoFormat;
import io.gourmetloop.domain.Sha256;

/**
 * The photo as it is stored and as the model sees it: upright, without metadata. Classifying the stored bytes again
 * gives the same answer.
 */
public final class CleanPhoto {
    private final Content content;
    private final Sha256 sha256;
    private final PhotoFormat format;
    private final int width;
    private final int height;

    private CleanPhoto(Content content, PhotoFormat format, int width, int height) {
        this.content = content;
        this.sha256 = content.sha256();
        this.format = format;
        this.width = width;
        this.height = height;
    }

    /** Copies bits where it can; only a picture that lies on its side is decoded, turned and encoded again. */
    static CleanPhoto of(Photo photo) {
        PhotoHeader header = photo.header();
        Content stripped = photo.withoutMetadata();
        if (header.orientation() == Orientation.UPRIGHT) {
            return new CleanPhoto(stripped, photo.format(), header.width(), header.height());
        }
        Content upright = Content.of(PixelCodec.turnedUpright(stripped.bytes(), photo.format(), header));
        return header.orientation().swapsAxes()
                ? new CleanPhoto(upright, photo.format(), header.height(), header.width())
                : new CleanPhoto(upright, photo.format(), header.width(), header.height());
    }

    /** What is stored. */
    public Content content() {
        return content;
    }

    /** Not a copy: the bytes must not be changed. */
    public byte[] bytes() {
        return content.bytes();
    }

    /** Digest of {@link #content}, known already; it decides the role of the picture. */
    public Sha256 sha256() {
        return sha256;
    }

    public PhotoFormat format() {
        return format;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    int shortSide() {
        return Math.min(width, height);
    }
}
