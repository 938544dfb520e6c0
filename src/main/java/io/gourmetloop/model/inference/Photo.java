package io.gourmetloop.model.inference;

import io.gourmetloop.domain.Content;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.PhotoFormat;

/** A file from outside whose first bytes were found to be a picture of a bearable size. Nothing was decoded yet. */
public final class Photo {
    private static final long MEGA = 1_000_000;

    private final Content content;
    private final ByteView file;
    private final Container container;
    private final PhotoHeader header;

    private Photo(Content content, ByteView file, Container container, PhotoHeader header) {
        this.content = content;
        this.file = file;
        this.container = container;
        this.header = header;
    }

    /**
     * Reads headers only, in well under a millisecond and without copying: made for the event loop. Fails with {@link
     * ErrorCode#EMPTY_BODY}, {@link ErrorCode#UNSUPPORTED_FORMAT}, {@link ErrorCode#IMAGE_UNREADABLE} or {@link
     * ErrorCode#IMAGE_TOO_MANY_PIXELS}.
     */
    public static Photo inspect(Content content, int maxMegapixels) {
        if (content.size() == 0) {
            throw new Failure(ErrorCode.EMPTY_BODY, "No photo was sent; send a JPEG, PNG or WebP file");
        }
        ByteView file = new ByteView(content.bytes());
        Container container = Container.of(file);
        PhotoHeader header = container.header(file);
        if (header.pixels() > maxMegapixels * MEGA) {
            throw new Failure(
                    ErrorCode.IMAGE_TOO_MANY_PIXELS,
                    "The photo has " + header.width() + " × " + header.height() + " pixels; at most " + maxMegapixels
                            + " megapixels are taken; send a smaller one");
        }
        return new Photo(content, file, container, header);
    }

    public PhotoFormat format() {
        return container.format();
    }

    PhotoHeader header() {
        return header;
    }

    /** The file without metadata, as it was encoded: not yet upright. The file itself if it has none. */
    Content withoutMetadata() {
        byte[] kept = container.withoutMetadata(file);
        return kept == content.bytes() ? content : Content.of(kept);
    }
}
