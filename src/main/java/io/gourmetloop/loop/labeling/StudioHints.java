package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.domain.UuidV7;
import io.gourmetloop.platform.outbox.Outbox;
import io.gourmetloop.platform.outbox.OutboxHandler;
import io.gourmetloop.platform.outbox.OutboxMessage;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Announcements of Label Studio. It waits a second for the answer while its annotator waits for it, and tells everything
 * but once; so an announcement is written down, answered, and then looked after: the task is asked for, and what it says
 * then counts. One that gets lost is made up for by the reconciliation.
 */
public final class StudioHints implements OutboxHandler {
    public static final String TOPIC = "label-studio-task";

    private static final Logger LOG = LoggerFactory.getLogger(StudioHints.class);
    private static final String STREAM = "stream";
    private static final String TASK = "task";

    private final Pool pool;
    private final Outbox outbox;
    private final LabelingTables tables;
    private final StudioIntake intake;
    private final Clock clock;

    public StudioHints(Pool pool, Outbox outbox, LabelingTables tables, StudioIntake intake, Clock clock) {
        this.pool = pool;
        this.outbox = outbox;
        this.tables = tables;
        this.intake = intake;
        this.clock = clock;
    }

    /** Complete when it is written down. */
    public Future<Void> take(StudioEvent event) {
        return tables.studioProjects()
                .find(event.stream())
                .compose(project -> project.filter(event::isOf)
                        .map(known -> tasks(known, event))
                        .orElseGet(() -> Future.succeededFuture(List.of())))
                .compose(tasks -> tasks.isEmpty()
                        ? Future.succeededFuture()
                        : pool.withTransaction(tx -> enqueue(tx, event.stream(), tasks)));
    }

    /** Deleted annotations are announced without their tasks, and an unknown one needs no looking after. */
    private Future<List<Long>> tasks(StudioProject project, StudioEvent event) {
        Future<List<Long>> tasks = Future.succeededFuture(new ArrayList<>(event.tasks()));
        for (String annotation : event.annotations()) {
            tasks = tasks.compose(found -> tables.studioTasks()
                    .ofAnnotation(new AnnotationId(project.source(), annotation))
                    .map(task -> {
                        task.ifPresent(found::add);
                        return found;
                    }));
        }
        return tasks.map(found -> found.stream().distinct().toList());
    }

    private Future<Void> enqueue(SqlConnection tx, SamplingStream stream, List<Long> tasks) {
        return Future.join(tasks.stream()
                        .map(task -> outbox.enqueue(tx, message(stream, task)))
                        .toList())
                .mapEmpty();
    }

    /** Each announcement is another message: the task may have changed since the last one. */
    private OutboxMessage message(SamplingStream stream, long task) {
        return new OutboxMessage(
                TOPIC,
                stream.text() + "/" + task + "/" + UuidV7.create(clock.instant()),
                new JsonObject().put(STREAM, stream.text()).put(TASK, task));
    }

    @Override
    public Future<Void> deliver(OutboxMessage message) {
        SamplingStream stream = SamplingStream.parse(message.payload().getString(STREAM));
        long task = message.payload().getLong(TASK);
        return tables.studioProjects()
                .find(stream)
                .compose(project -> project.map(known -> intake.fetch(known, task))
                        .orElseGet(() -> Future.succeededFuture(Taken.NOTHING)))
                .recover(AnnotationSync::complaint)
                .onSuccess(taken -> complain(task, taken))
                .mapEmpty();
    }

    /** To try again helps nothing; the reconciliation complains where operators look. */
    private static void complain(long task, Taken taken) {
        if (!taken.complaints().isEmpty()) {
            LOG.warn("Task {} of Label Studio is not understood: {}", task, String.join(", ", taken.complaints()));
        }
    }
}
