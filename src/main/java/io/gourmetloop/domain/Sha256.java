package io.gourmetloop.domain;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** SHA-256 digest, as 64 lower-case hexadecimal digits. */
public record Sha256(String hex) {
    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{64}");

    public Sha256 {
        if (!DIGITS.matcher(hex).matches()) {
            throw new IllegalArgumentException("A SHA-256 digest has 64 hexadecimal digits, unlike '" + hex + "'");
        }
    }

    /** The digest of these bytes. */
    public static Sha256 of(byte[] content) {
        try {
            return fromDigest(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Wraps the 32 bytes of a digest that was computed elsewhere. */
    public static Sha256 fromDigest(byte[] digest) {
        return new Sha256(HexFormat.of().formatHex(digest));
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /**
     * The digest read as a point of [0, 1): its first 64 bits, big-endian, divided by 2^64. The last 11 of them are cut
     * off, since a double holds 53: rounding up could reach 1.
     */
    public double asFraction() {
        long first64Bits = Long.parseUnsignedLong(hex.substring(0, 16), 16);
        return (first64Bits >>> 11) * 0x1p-53;
    }

    @Override
    public String toString() {
        return hex;
    }
}
