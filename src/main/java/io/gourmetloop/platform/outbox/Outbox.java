package io.gourmetloop.platform.outbox;

import io.gourmetloop.platform.db.Write;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Where transactions leave what must leave the process if, and only if, they commit. */
public final class Outbox {
    private static final String INSERT = """
            insert into outbox (topic, key, payload)
            values ($1, $2, $3)
            on conflict (topic, key) do nothing
            """;

    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    /** Part of the transaction. A message that exists is left as it is. Delivery starts right after the commit. */
    public Future<Void> enqueue(SqlConnection tx, OutboxMessage message) {
        Transaction transaction = tx.transaction();
        if (transaction == null) {
            throw new IllegalStateException("Messages are enqueued in a transaction only");
        }
        transaction.completion().onSuccess(committed -> hint(message.topic()));
        return insertion(message).execute(tx);
    }

    /** For a statement of several writes; who ran it says so by {@link #committed}. */
    public static Write insertion(OutboxMessage message) {
        return new Write(INSERT, Tuple.of(message.topic(), message.key(), message.payload()));
    }

    /** Delivery starts right away. */
    public void committed(List<OutboxMessage> messages) {
        messages.forEach(message -> hint(message.topic()));
    }

    /**
     * Tells the topic of which there may be something to deliver. A hint only: it may come for nothing, comes on any
     * thread, and does not come for what other servers commit.
     */
    void onHint(Consumer<String> listener) {
        listeners.add(listener);
    }

    void hint(String topic) {
        listeners.forEach(listener -> listener.accept(topic));
    }
}
