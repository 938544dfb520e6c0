package io.gourmetloop.model.inference;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.PhotoFormat;

/** One of the file formats that are let in. Only an end that is missing makes it decode a pixel. */
interface Container {
    PhotoFormat format();

    /** Reads headers only, a few microseconds. Fails with {@link ErrorCode#IMAGE_UNREADABLE}. */
    PhotoHeader header(ByteView file);

    /**
     * The same picture, bit for bit, without metadata and without anything behind its end. An end that the file lacks is
     * added, as viewers do. Fails with {@link ErrorCode#IMAGE_UNREADABLE} where a part of the picture is missing.
     */
    byte[] withoutMetadata(ByteView file);

    /** By magic bytes; a file name is never asked. Fails with {@link ErrorCode#UNSUPPORTED_FORMAT}. */
    static Container of(ByteView file) {
        if (file.has(0, "\u00ff\u00d8\u00ff")) {
            return new JpegContainer();
        }
        if (file.has(0, "\u0089PNG\r\n\u001a\n")) {
            return new PngContainer();
        }
        if (file.has(0, "RIFF") && file.has(8, "WEBP")) {
            return new WebpContainer();
        }
        throw new Failure(ErrorCode.UNSUPPORTED_FORMAT, "This is not a JPEG, PNG or WebP photo; send one of these");
    }
}
