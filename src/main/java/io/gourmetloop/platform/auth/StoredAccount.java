package io.gourmetloop.platform.auth;

import io.gourmetloop.domain.AccountRole;
import io.gourmetloop.domain.SessionId;
import io.gourmetloop.domain.Sha256;
import io.gourmetloop.domain.Viewer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** An account as it is kept. Who is {@code disabled} gets in neither by password nor by session nor by token. */
public record StoredAccount(long id, String name, AccountRole role, Instant createdAt, boolean disabled) {
    /** Owns what the account uploads, from whichever browser or program. */
    public Viewer.Account viewer() {
        return viewer(id, name, role);
    }

    static Viewer.Account viewer(long id, String name, AccountRole role) {
        String digest =
                Sha256.of(("account " + id).getBytes(StandardCharsets.US_ASCII)).hex();
        return new Viewer.Account(id, name, role, new SessionId(digest.substring(0, 32)));
    }
}
