package io.gourmetloop.platform.auth;

import io.gourmetloop.platform.db.Database;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Signs the cookies of end users with HMAC-SHA-256: the server keeps no list of them, and without a signature whoever
 * plants a cookie of their own choice in somebody's browser would own what is uploaded there. The key is in the table
 * {@code auth_keys}, made by the first server; all servers of one database share it.
 */
public final class SessionSigner {
    private static final String PURPOSE = "anonymous sessions";
    private static final int KEY_BYTES = 32;
    private static final char SEPARATOR = '.';

    private static final String INSERT = """
            insert into auth_keys (purpose, key)
            values ($1, $2)
            on conflict (purpose) do nothing""";
    private static final String FIND = """
            select key
            from auth_keys
            where purpose = $1""";

    private final byte[] key;

    SessionSigner(byte[] key) {
        this.key = key.clone();
    }

    /** {@code random} must be unguessable: a SecureRandom in the product. */
    public static Future<SessionSigner> load(Database database, RandomGenerator random) {
        byte[] fresh = new byte[KEY_BYTES];
        random.nextBytes(fresh);
        return database.pool()
                .preparedQuery(INSERT)
                .execute(Tuple.of(PURPOSE, Buffer.buffer(fresh)))
                .compose(made -> database.pool().preparedQuery(FIND).execute(Tuple.of(PURPOSE)))
                .map(rows -> new SessionSigner(
                        rows.iterator().next().getBuffer("key").getBytes()));
    }

    /** The text of the cookie: its value, a dot and the signature. */
    public String sign(SessionCookie cookie) {
        return cookie.value() + SEPARATOR + signature(cookie);
    }

    /** Empty for what this product has not signed. Compares in constant time. */
    public Optional<SessionCookie> verify(@Nullable String text) {
        int end = text == null ? -1 : text.indexOf(SEPARATOR);
        if (text == null || end < 0) {
            return Optional.empty();
        }
        byte[] sent = text.substring(end + 1).getBytes(StandardCharsets.UTF_8);
        return SessionCookie.parse(text.substring(0, end))
                .filter(cookie -> MessageDigest.isEqual(sent, signature(cookie).getBytes(StandardCharsets.UTF_8)));
    }

    private String signature(SessionCookie cookie) {
        return Hmac.sha256(key, cookie.value());
    }
}
