package io.gourmetloop.platform.db;

import static io.gourmetloop.testing.Await.await;
import static io.gourmetloop.testing.Await.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.platform.config.DatabaseConfig;
import io.gourmetloop.testing.Backing;
import io.gourmetloop.testing.TcpProxy;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The network between the server and its PostgreSQL is taken away and comes back. */
class DatabaseOutageTest {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Vertx vertx = Vertx.vertx();
    private TcpProxy proxy;
    private Database database;

    @BeforeEach
    void open() throws Exception {
        DatabaseConfig config = Backing.database();
        URI direct = Objects.requireNonNull(config.url());
        proxy = TcpProxy.to(vertx, direct.getPort());
        database = await(Database.open(vertx, through(proxy.port(), direct, config)));
        await(database.pool().query("create table notes (id integer)").execute());
    }

    @AfterEach
    void close() throws Exception {
        await(database.close());
        proxy.close();
        await(vertx.close());
    }

    @Test
    void a_cut_connection_is_told_as_unavailable_and_the_pool_recovers_alone() {
        proxy.cut();
        for (int i = 0; i < 20; i++) {
            assertUnavailable(insert(i));
            assertUnavailable(database.withTransaction(tx -> insert(tx, -1)));
        }
        assertUnavailable(database.ping());
        proxy.restore();
        await(insert(100));
        await(database.ping());
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void a_cut_in_the_middle_of_a_transaction_is_no_success_and_leaves_nothing() {
        Promise<Void> written = Promise.promise();
        Promise<Void> go = Promise.promise();
        Future<Void> work = database.withTransaction(
                tx -> insert(tx, 1).onSuccess(done -> written.complete()).compose(done -> go.future()));
        await(written.future());
        proxy.cut();
        go.complete();
        assertUnavailable(work);
        proxy.restore();
        await(untilItAnswers());
        assertThat(count()).isZero();
    }

    @Test
    void a_silent_network_is_noticed_by_those_who_wait_and_forgotten_once_it_speaks() {
        await(Future.join(IntStream.range(0, 8)
                .mapToObj(i -> database.pool().query("select pg_sleep(0.05)").execute())
                .toList()));
        proxy.fallSilent();
        assertUnavailable(database.ping());
        proxy.cut();
        proxy.restore();
        await(untilItAnswers());
        await(insert(1));
        assertThat(count()).isEqualTo(1);
    }

    /** Idle connections of the pool learn of the cut when it reaches them, so the first statement may still fail. */
    private Future<Void> untilItAnswers() {
        return database.ping().recover(e -> untilItAnswers());
    }

    private Future<Void> insert(int id) {
        return database.pool()
                .preparedQuery("insert into notes (id) values ($1)")
                .execute(Tuple.of(id))
                .mapEmpty();
    }

    private static Future<Void> insert(SqlConnection tx, int id) {
        return tx.preparedQuery("insert into notes (id) values ($1)")
                .execute(Tuple.of(id))
                .mapEmpty();
    }

    private int count() {
        return await(database.pool()
                        .query("select count(*)::integer as n from notes")
                        .execute())
                .iterator()
                .next()
                .getInteger("n");
    }

    private static void assertUnavailable(Future<?> call) {
        assertThat(failure(call))
                .isInstanceOfSatisfying(
                        Failure.class, told -> assertThat(told.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE));
    }

    private static DatabaseConfig through(int port, URI direct, DatabaseConfig config) {
        return new DatabaseConfig(
                URI.create("postgresql://127.0.0.1:" + port + direct.getPath()),
                config.user(),
                config.password(),
                config.poolSize(),
                config.maxWaiting(),
                PATIENCE);
    }
}
