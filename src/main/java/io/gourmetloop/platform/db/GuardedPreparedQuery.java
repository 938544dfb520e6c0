package io.gourmetloop.platform.db;

import io.vertx.core.Future;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collector;

/** A prepared query of {@link GuardedPool}. */
final class GuardedPreparedQuery<T> implements PreparedQuery<T> {
    private final PreparedQuery<T> query;
    private final Outages outages;

    GuardedPreparedQuery(PreparedQuery<T> query, Outages outages) {
        this.query = query;
        this.outages = outages;
    }

    @Override
    public Future<T> execute() {
        return outages.watch(query.execute());
    }

    @Override
    public Future<T> execute(Tuple values) {
        return outages.watch(query.execute(values));
    }

    @Override
    public Future<T> executeBatch(List<Tuple> batch) {
        return outages.watch(query.executeBatch(batch));
    }

    @Override
    public <R> PreparedQuery<SqlResult<R>> collecting(Collector<Row, ?, R> collector) {
        return new GuardedPreparedQuery<>(query.collecting(collector), outages);
    }

    @Override
    public <U> PreparedQuery<RowSet<U>> mapping(Function<Row, U> mapper) {
        return new GuardedPreparedQuery<>(query.mapping(mapper), outages);
    }
}
