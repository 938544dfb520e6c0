package io.gourmetloop.platform.db;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.util.function.Function;

/** A transaction that does not wait for the answer to BEGIN before it sends the first statement: one round trip less. */
final class PipelinedTransaction {
    private PipelinedTransaction() {}

    static <T> Future<T> run(SqlConnection connection, Function<SqlConnection, Future<T>> work) {
        Future<Transaction> begun = connection.begin();
        Future<T> done = begin(connection, work);
        return begun.transform(began -> done.transform(ended -> began.failed()
                ? Future.failedFuture(began.cause())
                : ended.succeeded()
                        ? began.result().commit().map(ended.result())
                        : began.result().rollback().transform(rolledBack -> Future.failedFuture(ended.cause()))));
    }

    private static <T> Future<T> begin(SqlConnection connection, Function<SqlConnection, Future<T>> work) {
        try {
            return work.apply(connection);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }
}
