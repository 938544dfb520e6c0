package io.gourmetloop.platform.storage;

import java.nio.charset.StandardCharsets;

/**
 * The name of an object in its bucket: segments parted by slashes, at most 1,024 bytes of UTF-8. No segment is {@code .}
 * or {@code ..} or empty, so a key never leaves its bucket's folder where the store keeps files. A slash at the end is
 * allowed: such an object marks a prefix.
 */
public record ObjectKey(String value) implements Comparable<ObjectKey> {
    private static final int MAX_BYTES = 1024;

    public ObjectKey {
        if (value.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException("An object key has at most " + MAX_BYTES + " bytes");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("An object key has no control characters");
        }
        String path = value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
        for (String segment : path.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException("Not an object key: " + value);
            }
        }
    }

    public static ObjectKey of(String first, String... more) {
        return new ObjectKey(more.length == 0 ? first : first + "/" + String.join("/", more));
    }

    @Override
    public int compareTo(ObjectKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
