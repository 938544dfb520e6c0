package io.gourmetloop.app;

import io.gourmetloop.platform.auth.ApiToken;
import io.gourmetloop.platform.config.Secret;
import io.gourmetloop.platform.embedded.Secrets;
import java.security.SecureRandom;
import java.util.Optional;

/** The token in the data folder, by which commands on the same machine are let in. */
final class LocalToken {
    static final String NAME = "cli-token";

    private LocalToken() {}

    static ApiToken ensure(Secrets secrets) {
        Optional<ApiToken> there = secrets.find(NAME).map(Secret::reveal).flatMap(ApiToken::parse);
        return there.orElseGet(() -> store(secrets, ApiToken.create(new SecureRandom())));
    }

    private static ApiToken store(Secrets secrets, ApiToken token) {
        var unused = secrets.store(NAME, new Secret(token.value()));
        return token;
    }
}
