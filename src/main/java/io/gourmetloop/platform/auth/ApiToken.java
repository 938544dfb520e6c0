package io.gourmetloop.platform.auth;

import io.gourmetloop.domain.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a program sends in {@code Authorization: Bearer}: {@code gl_} and 256 random bits. Only its digest is stored. */
public record ApiToken(String value) {
    private static final String PREFIX = "gl_";
    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

    public ApiToken {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Not an API token");
        }
    }

    /** {@code random} must be unguessable: a SecureRandom in the product. */
    public static ApiToken create(RandomGenerator random) {
        return new ApiToken(PREFIX + RandomText.of256Bits(random));
    }

    public static Optional<ApiToken> parse(@Nullable String text) {
        return text != null && FORM.matcher(text).matches() ? Optional.of(new ApiToken(text)) : Optional.empty();
    }

    /** What is stored in its place. */
    Sha256 digest() {
        return Sha256.of(value.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "ApiToken";
    }
}
