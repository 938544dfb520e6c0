package io.gourmetloop.labelstudio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A token that only buys others: access tokens of some minutes, which are what calls carry. One is bought at a time, for
 * all calls that wait for it, some seconds before the last one ends or when it was refused.
 */
final class PersonalAccessToken implements Credentials {
    private static final Duration BEFORE_THE_END = Duration.ofSeconds(30);
    private static final Duration USUAL_LIFETIME = Duration.ofMinutes(5);

    private final String token;
    private final Function<String, Future<String>> exchange;
    private @Nullable Access current;
    private @Nullable Future<String> underWay;

    PersonalAccessToken(String token, Function<String, Future<String>> exchange) {
        this.token = token;
        this.exchange = exchange;
    }

    private record Access(String header, long renewAt) {}

    @Override
    public synchronized Future<String> header() {
        Access access = current;
        if (access != null && System.nanoTime() - access.renewAt < 0) {
            return Future.succeededFuture(access.header);
        }
        if (underWay == null) {
            Future<String> bought = exchange.apply(token).map(this::keep);
            underWay = bought;
            bought.onComplete(done -> ended());
            return bought;
        }
        return underWay;
    }

    @Override
    public synchronized boolean refused(String header) {
        if (current != null && current.header.equals(header)) {
            current = null;
        }
        return true;
    }

    @Override
    public String kind() {
        return "personal access token";
    }

    private synchronized String keep(String access) {
        Duration useful = lifetime(access).minus(BEFORE_THE_END);
        current = new Access("Bearer " + access, System.nanoTime() + useful.toNanos());
        return current.header;
    }

    private synchronized void ended() {
        underWay = null;
    }

    /** By the token's own account, so that the clocks of the two machines need not agree. */
    private static Duration lifetime(String jwt) {
        try {
            String[] parts = jwt.split("\\.", -1);
            JsonObject claims = new JsonObject(new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8));
            Long end = claims.getLong("exp");
            Long start = claims.getLong("iat");
            return end == null || start == null ? USUAL_LIFETIME : Duration.ofSeconds(end - start);
        } catch (IllegalArgumentException | DecodeException | ArrayIndexOutOfBoundsException | ClassCastException e) {
            return USUAL_LIFETIME;
        }
    }
}
