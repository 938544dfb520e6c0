package io.gourmetloop.domain;

import org.jspecify.annotations.Nullable;

/** The bytes of a file, which nobody changes any more, and their digest, computed when it is first asked for. */
public final class Content {
    private final byte[] bytes;
    private volatile @Nullable Sha256 sha256;

    private Content(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Not a copy: the bytes must not be changed from now on. */
    public static Content of(byte[] bytes) {
        return new Content(bytes);
    }

    /** Not a copy: the bytes must not be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** In bytes. */
    public int size() {
        return bytes.length;
    }

    /** Of all bytes: about a millisecond for two megabytes the first time, so nothing for an event loop then. */
    public Sha256 sha256() {
        Sha256 known = sha256;
        if (known == null) {
            known = Sha256.of(bytes);
            sha256 = known;
        }
        return known;
    }
}
