package io.gourmetloop.app.process;

import io.gourmetloop.platform.auth.ApiToken;
import io.gourmetloop.platform.config.Secret;
import io.gourmetloop.platform.embedded.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/** The token in the data folder, by which commands on the same machine are let in. */
public final class LocalToken {
    private static final String NAME = "cli-token";

    private LocalToken() {}

    /** The one that is there, or else a new one. */
    public static ApiToken ensure(Secrets secrets) {
        Optional<ApiToken> there = secrets.find(NAME).map(Secret::reveal).flatMap(ApiToken::parse);
        return there.orElseGet(() -> store(secrets, ApiToken.create(new SecureRandom())));
    }

    private static ApiToken store(Secrets secrets, ApiToken token) {
        var unused = secrets.store(NAME, new Secret(token.value()));
        return token;
    }

    /** Fails with a CommandFailure when no server has left one. */
    public static String find(Path dataDirectory) {
        Path file = dataDirectory.resolve("secrets").resolve(NAME);
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new CommandFailure(
                    "No token at " + file + ": start the server on this data folder first, or give --token (made by"
                            + " gourmetloop tokens create NAME)",
                    e);
        }
    }
}
