package io.gourmetloop.platform.auth;

import io.gourmetloop.domain.AccountRole;
import io.gourmetloop.domain.Sha256;
import io.gourmetloop.domain.Viewer;
import io.gourmetloop.platform.db.Database;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The tables {@code sessions} and {@code api_tokens}: which account a credential stands for. */
final class CredentialStore {
    private static final String BY_SESSION = """
            select a.id, a.name, a.role
            from sessions s
            join accounts a on a.id = s.account_id
            where s.token_hash = $1 and s.expires_at > $2 and a.disabled_at is null""";
    private static final String BY_TOKEN = """
            select a.id, a.name, a.role, t.last_used_at
            from api_tokens t
            join accounts a on a.id = t.account_id
            where t.token_hash = $1 and a.disabled_at is null""";
    private static final String TOKEN_USED = """
            update api_tokens
            set last_used_at = $2
            where token_hash = $1""";
    private static final String INSERT_SESSION = """
            insert into sessions (token_hash, account_id, created_at, expires_at)
            values ($1, $2, $3, $4)""";
    private static final String DELETE_SESSION = """
            delete from sessions
            where token_hash = $1""";
    private static final String DELETE_SESSIONS_OF = """
            delete from sessions
            where account_id = $1""";
    private static final String DELETE_EXPIRED = """
            delete from sessions
            where expires_at <= $1""";
    private static final String INSERT_TOKEN = """
            insert into api_tokens (account_id, name, token_hash, created_at)
            values ($1, $2, $3, $4)
            on conflict do nothing
            returning id""";

    private static final String TOKENS_OF = """
            select name, created_at, last_used_at
            from api_tokens
            where account_id = $1
            order by id""";
    private static final String DELETE_TOKEN = """
            delete from api_tokens
            where account_id = $1 and name = $2""";

    private static final Duration USE_IS_NOTED_EVERY = Duration.ofMinutes(1);

    private final Database database;
    private final Clock clock;

    CredentialStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Future<Optional<Viewer.Account>> bySession(SessionCookie cookie) {
        return run(BY_SESSION, Tuple.of(bytes(cookie.digest()), now()))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(viewer(rows.iterator().next())));
    }

    Future<Optional<Viewer.Account>> byToken(ApiToken token) {
        return run(BY_TOKEN, Tuple.of(bytes(token.digest()))).compose(rows -> {
            if (rows.size() == 0) {
                return Future.succeededFuture(Optional.empty());
            }
            Row row = rows.iterator().next();
            return noteUse(token, row).map(noted -> Optional.of(viewer(row)));
        });
    }

    /** Old sessions of anybody go with the new one, so the table holds little more than the living. */
    Future<Void> startSession(SessionCookie cookie, long account, Duration lifetime) {
        OffsetDateTime now = now();
        Tuple values = Tuple.of(bytes(cookie.digest()), account, now, now.plus(lifetime));
        return run(DELETE_EXPIRED, Tuple.of(now))
                .compose(deleted -> run(INSERT_SESSION, values))
                .mapEmpty();
    }

    Future<Void> endSession(SessionCookie cookie) {
        return run(DELETE_SESSION, Tuple.of(bytes(cookie.digest()))).mapEmpty();
    }

    Future<Void> endSessionsOf(long account) {
        return run(DELETE_SESSIONS_OF, Tuple.of(account)).mapEmpty();
    }

    /** False when the account has a token of this name, or the token is known already. */
    Future<Boolean> insertToken(ApiToken token, long account, String name) {
        return run(INSERT_TOKEN, Tuple.of(account, name, bytes(token.digest()), now()))
                .map(rows -> rows.size() == 1);
    }

    /** By age. */
    Future<List<StoredToken>> tokensOf(long account) {
        return run(TOKENS_OF, Tuple.of(account))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(CredentialStore::token)
                        .toList());
    }

    /** False when the account has no token of this name. */
    Future<Boolean> deleteToken(long account, String name) {
        return run(DELETE_TOKEN, Tuple.of(account, name)).map(rows -> rows.rowCount() == 1);
    }

    private Future<Void> noteUse(ApiToken token, Row row) {
        OffsetDateTime noted = row.getOffsetDateTime("last_used_at");
        return noted != null && noted.plus(USE_IS_NOTED_EVERY).isAfter(now())
                ? Future.succeededFuture()
                : run(TOKEN_USED, Tuple.of(bytes(token.digest()), now())).mapEmpty();
    }

    private Future<RowSet<Row>> run(String sql, Tuple values) {
        return database.pool().preparedQuery(sql).execute(values);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    private static Buffer bytes(Sha256 digest) {
        return Buffer.buffer(digest.bytes());
    }

    private static StoredToken token(Row row) {
        return new StoredToken(
                row.getString("name"),
                row.getOffsetDateTime("created_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("last_used_at")).map(OffsetDateTime::toInstant));
    }

    private static Viewer.Account viewer(Row row) {
        return StoredAccount.viewer(row.getLong("id"), row.getString("name"), AccountRole.parse(row.getString("role")));
    }
}
