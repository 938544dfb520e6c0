package io.gourmetloop.loop.prediction;

import io.gourmetloop.domain.AccountRole;
import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.SessionId;
import io.gourmetloop.domain.Viewer;
import io.gourmetloop.loop.sampling.FlagsToday;
import io.gourmetloop.loop.sampling.SamplingDraw;
import io.gourmetloop.loop.sampling.TaskRequest;
import io.gourmetloop.platform.db.Database;
import io.gourmetloop.platform.db.Write;
import io.gourmetloop.platform.outbox.Outbox;
import io.gourmetloop.platform.outbox.OutboxMessage;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Users object, confirm and correct; the first objection throws the coin of the user-feedback stream. */
public final class Feedbacks {
    private final Database database;
    private final FeedbackStore store;
    private final FlagCounts flags;
    private final Ledger ledger;
    private final Outbox outbox;
    private final Clock clock;

    public Feedbacks(Database database, FeedbackStore store, Ledger ledger, Outbox outbox, Clock clock) {
        this.database = database;
        this.store = store;
        this.flags = new FlagCounts(clock);
        this.ledger = ledger;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Keeps what the viewer says of a prediction of its own, and says what was understood. Fails with NOT_FOUND for an
     * unknown id and for another session's, UNKNOWN_LABEL for a label that the answering version does not have.
     */
    public Future<Feedback> give(Speaker speaker, PredictionId prediction, @Nullable String label) {
        return database.withTransaction(tx -> store.lock(tx, prediction, speaker.session())
                .map(target -> new Said(speaker, target, feedback(target, label)))
                .compose(said -> keep(tx, said)));
    }

    /** Who speaks, and from which address, as far as limits care. */
    public record Speaker(Viewer viewer, String address) {
        SessionId session() {
            return viewer.session();
        }

        /** Anybody may be an end user, and where registration is on, a viewer. */
        boolean trusted() {
            return viewer.can(AccountRole.ANNOTATOR);
        }
    }

    private record Said(Speaker speaker, FeedbackStore.Target target, Feedback feedback) {}

    private Feedback feedback(FeedbackStore.Target target, @Nullable String text) {
        Label label = text == null || text.isBlank() ? null : target.labels().require(text);
        return new Feedback(
                target.id(),
                Feedback.Verdict.of(target.predicted(), label),
                label,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private Future<Feedback> keep(SqlConnection tx, Said said) {
        return store.repeats(tx, said.feedback())
                .compose(repeated -> repeated ? Future.succeededFuture() : keepNew(tx, said))
                .map(said.feedback());
    }

    private Future<Void> keepNew(SqlConnection tx, Said said) {
        return store.insert(tx, said.speaker().session(), said.feedback())
                .compose(revision -> sample(tx, said, revision));
    }

    private Future<Void> sample(SqlConnection tx, Said said, long revision) {
        if (!said.feedback().verdict().objects()) {
            return Future.succeededFuture();
        }
        FeedbackStore.Target target = said.target();
        return target.wasFlagged()
                ? renew(tx, said, revision)
                : flagsBefore(tx, said.speaker())
                        .compose(before -> ledger.drawForFlag(tx, target, before))
                        .compose(draw -> flag(tx, said, draw, revision));
    }

    private Future<FlagsToday> flagsBefore(SqlConnection tx, Speaker speaker) {
        return speaker.trusted()
                ? Future.succeededFuture(FlagsToday.NONE)
                : flags.count(tx, speaker.session(), speaker.address());
    }

    private Future<Void> flag(SqlConnection tx, Said said, SamplingDraw draw, long revision) {
        FeedbackStore.Target target = said.target();
        Future<Void> written = Write.together(ledger.insertions(target.id(), target.version(), draw))
                .execute(tx);
        return draw.task().isPresent()
                ? written.compose(done -> enqueue(tx, TaskRequest.first(target.id())))
                : written.compose(done -> renew(tx, said, revision));
    }

    /** A correction after the task was made: annotators of a guided task see the newest. */
    private Future<Void> renew(SqlConnection tx, Said said, long revision) {
        boolean shown = said.target().hasTask() && said.feedback().label() != null;
        return shown ? enqueue(tx, new TaskRequest(said.target().id(), revision)) : Future.succeededFuture();
    }

    private Future<Void> enqueue(SqlConnection tx, TaskRequest request) {
        return outbox.enqueue(tx, new OutboxMessage(TaskRequest.TOPIC, request.key(), new JsonObject()));
    }
}
