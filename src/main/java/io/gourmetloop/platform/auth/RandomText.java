package io.gourmetloop.platform.auth;

import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Random words of the kinds that credentials are made of. */
final class RandomText {
    /** Without what is mistaken for something else in print: 0 O o 1 l I. */
    private static final String LEGIBLE = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final int PASSWORD_LENGTH = 16;

    private RandomText() {}

    /** 43 characters of the URL-safe base 64. */
    static String of256Bits(RandomGenerator random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** 93 bits in 16 characters that a person can type. */
    static String password(RandomGenerator random) {
        return random.ints(PASSWORD_LENGTH, 0, LEGIBLE.length())
                .mapToObj(index -> LEGIBLE.substring(index, index + 1))
                .collect(Collectors.joining());
    }
}
