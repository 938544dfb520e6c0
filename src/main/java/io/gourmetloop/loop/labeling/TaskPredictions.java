package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.Confidence;
import io.gourmetloop.domain.Deadline;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.Purpose;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ObjectKey;
import io.gourmetloop.platform.storage.ObjectStore;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the serving model says of the photos of tasks, in the format of Label Studio's ML backends. Photos are those under
 * our own keys; an address that leads elsewhere is refused and never fetched. Of a blind task nothing is said.
 */
public final class TaskPredictions {
    private static final Logger LOG = LoggerFactory.getLogger(TaskPredictions.class);
    /** Label Studio waits for 100 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** What is wrong with the one task, while others may be right. */
    private static final Set<ErrorCode.Kind> OF_THE_TASK = Set.of(
            ErrorCode.Kind.MALFORMED,
            ErrorCode.Kind.UNPROCESSABLE,
            ErrorCode.Kind.UNSUPPORTED,
            ErrorCode.Kind.TOO_LARGE,
            ErrorCode.Kind.NOT_FOUND);

    private final ObjectStore store;
    private final PhotoAddress address;
    private final Model model;

    public TaskPredictions(ObjectStore store, PhotoAddress address, Model model) {
        this.store = store;
        this.address = address;
        this.model = model;
    }

    /** The model that serves. */
    public interface Model {
        /** Fails with NO_MODEL. */
        ModelVersion version();

        /** Fails with QUEUE_FULL, DEADLINE_EXCEEDED, NO_MODEL, or as a photo does that cannot be read. */
        Future<Guess> guess(Buffer photo, Deadline deadline);
    }

    /** A class with its calibrated probability. */
    public record Guess(ModelVersion version, Label label, Confidence confidence) {}

    /** What came of one task. */
    private sealed interface Answer {
        Object json();

        record Said(Guess guess) implements Answer {
            @Override
            public JsonObject json() {
                return new JsonObject()
                        .put("model_version", guess.version().toString())
                        .put("score", guess.confidence().value())
                        .put(
                                "result",
                                new JsonArray()
                                        .add(ChoiceResult.choice(guess.label().text())));
            }
        }

        record Silence() implements Answer {
            @Override
            public JsonArray json() {
                return new JsonArray();
            }
        }

        record Refusal(Failure why) implements Answer {
            @Override
            public JsonArray json() {
                return new JsonArray();
            }
        }
    }

    /** Fails with NO_MODEL. */
    public ModelVersion version() {
        return model.version();
    }

    /**
     * Takes {@code {"tasks": […]}} and answers {@code {"results": […]}}, one for each task in their order; an empty one
     * where nothing is said. One photo at a time, since users wait for the same model. Fails with the first refusal when
     * every task is refused, with INVALID_VALUE when the request is none, and as the store and the model do.
     */
    public Future<Buffer> predict(Buffer request) {
        List<Fields> tasks = Fields.parse(request).array("tasks").stream()
                .map(TaskPredictions::task)
                .toList();
        Deadline deadline = Deadline.after(PATIENCE);
        Future<List<Answer>> answers = Future.succeededFuture(new ArrayList<>());
        for (Fields task : tasks) {
            answers = answers.compose(before -> answer(task, deadline).map(answer -> {
                before.add(answer);
                return before;
            }));
        }
        return answers.map(TaskPredictions::told);
    }

    private static Fields task(Object task) {
        if (task instanceof JsonObject object) {
            return new Fields(object);
        }
        throw new Failure(ErrorCode.INVALID_VALUE, "Each of its 'tasks' is an object");
    }

    private Future<Answer> answer(Fields task, Deadline deadline) {
        return Future.succeededFuture(task)
                .map(asked -> asked.object("data"))
                .<Answer>compose(data -> Purpose.EVALUATION.text().equals(data.textOrNull("purpose"))
                        ? Future.succeededFuture(new Answer.Silence())
                        : guess(data, deadline))
                .recover(e -> e instanceof Failure failure
                                && OF_THE_TASK.contains(failure.code().kind())
                        ? refused(task, failure)
                        : Future.failedFuture(e));
    }

    private Future<Answer> guess(Fields data, Deadline deadline) {
        ObjectKey photo = address.resolve(data.text(LabelingConfiguration.IMAGE));
        return store.get(Bucket.LABELSTUDIO, photo)
                .compose(bytes -> model.guess(bytes, deadline))
                .<Answer>map(guess -> new Answer.Said(guess));
    }

    private static Future<Answer> refused(Fields task, Failure why) {
        Failure refusal = new Failure(
                ErrorCode.INVALID_VALUE,
                "Nothing is said of task " + task.json().getValue("id") + ": " + why.detail());
        LOG.info("{}", refusal.detail());
        return Future.succeededFuture(new Answer.Refusal(refusal));
    }

    private static Buffer told(List<Answer> answers) {
        List<Failure> refusals = answers.stream()
                .filter(Answer.Refusal.class::isInstance)
                .map(answer -> ((Answer.Refusal) answer).why())
                .toList();
        if (!answers.isEmpty() && refusals.size() == answers.size()) {
            throw refusals.get(0);
        }
        JsonArray results = new JsonArray();
        answers.forEach(answer -> results.add(answer.json()));
        return new JsonObject().put("results", results).toBuffer();
    }
}
