package io.gourmetloop.platform.db;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.TransactionPropagation;
import java.util.function.Function;

/** A pool whose callers see DATABASE_UNAVAILABLE in place of the driver's connection errors. */
final class GuardedPool implements Pool {
    private final Pool pool;
    private final Outages outages;

    GuardedPool(Pool pool, Outages outages) {
        this.pool = pool;
        this.outages = outages;
    }

    @Override
    public Query<RowSet<Row>> query(String sql) {
        return new GuardedQuery<>(pool.query(sql), outages);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
        return new GuardedPreparedQuery<>(pool.preparedQuery(sql), outages);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql, PrepareOptions options) {
        return new GuardedPreparedQuery<>(pool.preparedQuery(sql, options), outages);
    }

    @Override
    public Future<SqlConnection> getConnection() {
        return outages.watch(pool.getConnection());
    }

    @Override
    public <T> Future<T> withConnection(Function<SqlConnection, Future<T>> work) {
        return outages.watch(pool.withConnection(work));
    }

    @Override
    public <T> Future<T> withTransaction(Function<SqlConnection, Future<T>> work) {
        return outages.watch(pool.withConnection(connection -> PipelinedTransaction.run(connection, work)));
    }

    @Override
    public <T> Future<T> withTransaction(TransactionPropagation propagation, Function<SqlConnection, Future<T>> work) {
        return outages.watch(pool.withTransaction(propagation, work));
    }

    @Override
    public int size() {
        return pool.size();
    }

    @Override
    public Future<Void> close() {
        return pool.close();
    }
}
