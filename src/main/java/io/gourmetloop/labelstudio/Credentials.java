package io.gourmetloop.labelstudio;

import io.vertx.core.Future;
import java.util.function.Function;

/** What the header {@code Authorization} says. Label Studio has two kinds of tokens, told apart by their shape. */
interface Credentials {
    /** Fails as the call does that gets a new access token, where one is needed. */
    Future<String> header();

    /** To be told of a header that was answered with 401; answers whether another one may be accepted. */
    boolean refused(String header);

    /** How the operator knows this kind. */
    String kind();

    /** A personal access token is a JWT, three parts parted by dots; {@code exchange} gets an access token for it. */
    static Credentials of(String token, Function<String, Future<String>> exchange) {
        boolean jwt =
                token.startsWith("eyJ") && token.chars().filter(c -> c == '.').count() == 2;
        return jwt ? new PersonalAccessToken(token, exchange) : new LegacyToken(token);
    }

    /** Sent as it is. */
    record LegacyToken(String token) implements Credentials {
        @Override
        public Future<String> header() {
            return Future.succeededFuture("Token " + token);
        }

        @Override
        public boolean refused(String header) {
            return false;
        }

        @Override
        public String kind() {
            return "legacy token";
        }
    }
}
