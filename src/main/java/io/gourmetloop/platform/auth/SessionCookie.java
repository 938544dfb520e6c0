package io.gourmetloop.platform.auth;

import io.gourmetloop.domain.SessionId;
import io.gourmetloop.domain.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a browser holds to be recognized: 256 random bits. For an end user nothing is kept on the server, the value is who
 * it is; for an account the digest of it is a row of {@code sessions}.
 */
public record SessionCookie(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final int OWNER_DIGITS = 32;

    public SessionCookie {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a session cookie");
        }
    }

    /** {@code random} must be unguessable: a SecureRandom in the product. */
    public static SessionCookie create(RandomGenerator random) {
        return new SessionCookie(RandomText.of256Bits(random));
    }

    /** Empty for what is no cookie of ours: whoever sends that gets a new one. */
    public static Optional<SessionCookie> parse(@Nullable String text) {
        return text != null && FORM.matcher(text).matches() ? Optional.of(new SessionCookie(text)) : Optional.empty();
    }

    /** The owner of what an end user with this cookie uploads. */
    public SessionId owner() {
        return new SessionId(digest().hex().substring(0, OWNER_DIGITS));
    }

    /** What may be stored in its place. */
    Sha256 digest() {
        return Sha256.of(value.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "SessionCookie[" + owner() + "]";
    }
}
