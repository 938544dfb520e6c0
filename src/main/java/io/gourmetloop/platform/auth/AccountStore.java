package io.gourmetloop.platform.auth;

import io.gourmetloop.domain.AccountRole;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.platform.db.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The table {@code accounts}. */
final class AccountStore {
    private static final String INSERT = """
            insert into accounts (name, password_hash, role, created_at)
            values ($1, $2, $3, $4)
            on conflict (lower(name)) do nothing
            returning id, name, role, created_at, disabled_at""";
    private static final String INSERT_FIRST = """
            insert into accounts (name, password_hash, role, created_at)
            select $1, $2, $3, $4
            where not exists (
                select from accounts where role = 'admin' and password_hash <> '' and disabled_at is null)
            on conflict (lower(name)) do nothing
            returning id, name, role, created_at, disabled_at""";
    private static final String FIND = """
            select id, name, role, created_at, disabled_at, password_hash
            from accounts
            where lower(name) = lower($1)""";
    private static final String LIST = """
            select id, name, role, created_at, disabled_at
            from accounts
            order by lower(name)""";
    private static final String SET_PASSWORD = """
            update accounts
            set password_hash = $2
            where lower(name) = lower($1)
            returning id, name, role, created_at, disabled_at""";
    private static final String HAS_ADMIN = """
            select exists (
                select from accounts where role = 'admin' and password_hash <> '' and disabled_at is null) as found""";

    /** Taken one after the other by all who change accounts, so that two of them do not take the last administrator. */
    private static final String LOCK = "lock table accounts in share row exclusive mode";

    private static final String IS_LAST_ADMIN = """
            select count(*) = 1 and coalesce(bool_and(lower(name) = lower($1)), false) as last
            from accounts
            where role = 'admin' and password_hash <> '' and disabled_at is null""";
    private static final String SET_ROLE = """
            update accounts
            set role = $2
            where lower(name) = lower($1)
            returning id, name, role, created_at, disabled_at""";
    private static final String DISABLE = """
            update accounts
            set disabled_at = coalesce(disabled_at, $2)
            where lower(name) = lower($1)
            returning id, name, role, created_at, disabled_at""";
    private static final String ENABLE = """
            update accounts
            set disabled_at = null
            where lower(name) = lower($1)
            returning id, name, role, created_at, disabled_at""";
    private static final String DELETE = """
            delete from accounts
            where lower(name) = lower($1)
            returning id, name, role, created_at, disabled_at""";

    private final Database database;
    private final Clock clock;

    AccountStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** An account and the hash of its password; blank where nobody can log in with one. */
    record WithHash(StoredAccount account, String passwordHash) {}

    /** Empty when the name is taken. */
    Future<Optional<StoredAccount>> insert(String name, String passwordHash, AccountRole role) {
        return one(INSERT, Tuple.of(name, passwordHash, role.text(), now()));
    }

    /** Empty when the name is taken, or an administrator can log in already. */
    Future<Optional<StoredAccount>> insertFirst(String name, String passwordHash) {
        return one(INSERT_FIRST, Tuple.of(name, passwordHash, AccountRole.ADMIN.text(), now()));
    }

    Future<Boolean> hasAdmin() {
        return database.pool()
                .preparedQuery(HAS_ADMIN)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean("found"));
    }

    Future<Optional<WithHash>> find(String name) {
        return database.pool()
                .preparedQuery(FIND)
                .execute(Tuple.of(name))
                .map(rows -> first(rows).map(row -> new WithHash(account(row), row.getString("password_hash"))));
    }

    Future<List<StoredAccount>> list() {
        return database.pool()
                .preparedQuery(LIST)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(AccountStore::account)
                        .collect(Collectors.toList()));
    }

    /** Empty when there is no such account. */
    Future<Optional<StoredAccount>> setPassword(String name, String passwordHash) {
        return one(SET_PASSWORD, Tuple.of(name, passwordHash));
    }

    /** Sessions, devices and tokens go with the account. Empty when there is no such account; fails like {@link #setRole}. */
    Future<Optional<StoredAccount>> delete(String name) {
        return changed(name, DELETE, Tuple.of(name));
    }

    /** Empty when there is no such account. Fails with CONFLICT when nobody would be left who administers. */
    Future<Optional<StoredAccount>> setRole(String name, AccountRole role) {
        Tuple values = Tuple.of(name, role.text());
        return role == AccountRole.ADMIN ? one(SET_ROLE, values) : changed(name, SET_ROLE, values);
    }

    /** Empty when there is no such account; fails like {@link #setRole}. */
    Future<Optional<StoredAccount>> disable(String name) {
        return changed(name, DISABLE, Tuple.of(name, now()));
    }

    /** Empty when there is no such account. */
    Future<Optional<StoredAccount>> enable(String name) {
        return one(ENABLE, Tuple.of(name));
    }

    private Future<Optional<StoredAccount>> changed(String name, String sql, Tuple values) {
        return database.pool()
                .withTransaction(connection -> connection
                        .query(LOCK)
                        .execute()
                        .compose(locked ->
                                connection.preparedQuery(IS_LAST_ADMIN).execute(Tuple.of(name)))
                        .compose(rows -> rows.iterator().next().getBoolean("last")
                                ? Future.failedFuture(new Failure(
                                        ErrorCode.CONFLICT,
                                        "Nobody else administers; make another administrator first"))
                                : connection.preparedQuery(sql).execute(values))
                        .map(rows -> first(rows).map(AccountStore::account)));
    }

    private Future<Optional<StoredAccount>> one(String sql, Tuple values) {
        return database.pool()
                .preparedQuery(sql)
                .execute(values)
                .map(rows -> first(rows).map(AccountStore::account));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
    }

    private static StoredAccount account(Row row) {
        return new StoredAccount(
                row.getLong("id"),
                row.getString("name"),
                AccountRole.parse(row.getString("role")),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("disabled_at") != null);
    }
}
