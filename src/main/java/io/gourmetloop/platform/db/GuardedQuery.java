package io.gourmetloop.platform.db;

import io.vertx.core.Future;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlResult;
import java.util.function.Function;
import java.util.stream.Collector;

/** A query of {@link GuardedPool}. */
final class GuardedQuery<T> implements Query<T> {
    private final Query<T> query;
    private final Outages outages;

    GuardedQuery(Query<T> query, Outages outages) {
        this.query = query;
        this.outages = outages;
    }

    @Override
    public Future<T> execute() {
        return outages.watch(query.execute());
    }

    @Override
    public <R> Query<SqlResult<R>> collecting(Collector<Row, ?, R> collector) {
        return new GuardedQuery<>(query.collecting(collector), outages);
    }

    @Override
    public <U> Query<RowSet<U>> mapping(Function<Row, U> mapper) {
        return new GuardedQuery<>(query.mapping(mapper), outages);
    }
}
