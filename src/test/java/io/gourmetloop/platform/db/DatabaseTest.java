package io.gourmetloop.platform.db;

import static io.gourmetloop.testing.Await.await;
import static io.gourmetloop.testing.Await.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.platform.config.DatabaseConfig;
import io.gourmetloop.testing.Backing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseTest {
    private static Vertx vertx;
    private static DatabaseConfig config;
    private static Database database;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        config = Backing.database();
        database = await(Database.open(vertx, config));
        await(database.pool()
                .query("create table notes (name text, constraint notes_name unique (name))")
                .execute());
    }

    @AfterAll
    static void close() {
        await(database.close());
        await(vertx.close());
    }

    @BeforeEach
    void forget() {
        await(database.pool().query("delete from notes").execute());
    }

    @Test
    void the_schema_is_there_once_it_is_open_and_opening_again_changes_nothing() {
        Database again = await(Database.open(vertx, config));
        assertThat(await(again.pool().query("select count(*) from predictions").execute())
                        .size())
                .isOne();
        await(again.close());
    }

    @Test
    void a_transaction_commits_what_its_work_wrote() {
        String answer = await(database.withTransaction(tx -> write(tx, "bread").map("done")));
        assertThat(answer).isEqualTo("done");
        assertThat(notes()).containsExactly("bread");
    }

    @Test
    void statements_that_go_out_together_with_begin_are_one_transaction() {
        Future<Void> work = database.withTransaction(tx -> Future.join(IntStream.range(0, 40)
                        .mapToObj(i -> write(tx, i % 39 + ""))
                        .toList())
                .mapEmpty());
        assertThatThrownBy(() -> await(work)).matches(e -> Database.uniqueViolation(e, "notes_name"));
        assertThat(notes()).isEmpty();
    }

    @Test
    void work_that_fails_or_throws_is_rolled_back_and_its_failure_is_told() {
        Failure refused = new Failure(ErrorCode.CONFLICT, "No");
        assertThatThrownBy(() -> await(
                        database.withTransaction(tx -> write(tx, "a").compose(done -> Future.failedFuture(refused)))))
                .isSameAs(refused);
        assertThatThrownBy(() -> await(database.withTransaction(tx -> {
                    throw refused;
                })))
                .isSameAs(refused);
        assertThat(notes()).isEmpty();
    }

    @Test
    void a_transaction_whose_statement_failed_cannot_succeed() {
        Future<String> hidden = database.withTransaction(tx ->
                write(tx, "a").compose(first -> write(tx, "a")).map("fine").otherwise("as if nothing had happened"));
        assertThatThrownBy(() -> await(hidden)).isNotNull();
        assertThat(notes()).isEmpty();
    }

    @Test
    void a_broken_transaction_leaves_its_connection_usable() {
        for (int i = 0; i < 3 * config.poolSize(); i++) {
            assertThat(failure(database.withTransaction(
                            tx -> tx.query("select 1 / 0").execute())))
                    .hasMessageContaining("zero");
        }
        await(database.withTransaction(tx -> write(tx, "after")));
        assertThat(notes()).containsExactly("after");
    }

    @Test
    void more_callers_than_the_queue_holds_are_asked_to_come_back() {
        int room = config.poolSize() + config.maxWaiting();
        List<Future<Optional<Throwable>>> calls = IntStream.range(0, room + 30)
                .mapToObj(i -> database.pool()
                        .query("select pg_sleep(0.2)")
                        .execute()
                        .transform(ended -> Future.succeededFuture(Optional.ofNullable(ended.cause()))))
                .toList();
        await(Future.join(calls));
        List<Throwable> refused =
                calls.stream().map(Future::result).flatMap(Optional::stream).toList();
        assertThat(refused).hasSizeBetween(30, 30 + config.poolSize()).allMatch(DatabaseTest::isUnavailable);
        assertThat(((Failure) refused.get(0)).retryAfter()).isPresent();
    }

    @Test
    void an_error_of_a_statement_is_the_callers_own() {
        assertThatThrownBy(() ->
                        await(database.pool().query("select * from nowhere").execute()))
                .isNotInstanceOf(Failure.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void a_schema_made_by_a_newer_build_is_refused_with_words() {
        DatabaseConfig newer = Backing.database();
        Database first = await(Database.open(vertx, newer));
        await(first.pool()
                .query(
                        "insert into flyway_schema_history (installed_rank, version, description, type, script, checksum,"
                                + " installed_by, execution_time, success)"
                                + " values (99, '99', 'tomorrow', 'SQL', 'V99__tomorrow.sql', 1, 'x', 1, true)")
                .execute());
        await(first.close());
        assertThatThrownBy(() -> await(Database.open(vertx, newer)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("99")
                .hasMessageContaining("newer GourmetLoop");
    }

    private static Future<Void> write(SqlConnection tx, String name) {
        return tx.preparedQuery("insert into notes (name) values ($1)")
                .execute(Tuple.of(name))
                .mapEmpty();
    }

    private static List<String> notes() {
        Pool pool = database.pool();
        return await(pool.query("select name from notes order by name")
                .mapping(row -> row.getString("name"))
                .execute()
                .map(rows -> rows.stream().toList()));
    }

    private static boolean isUnavailable(Throwable error) {
        return error instanceof Failure failure && failure.code() == ErrorCode.DATABASE_UNAVAILABLE;
    }
}
