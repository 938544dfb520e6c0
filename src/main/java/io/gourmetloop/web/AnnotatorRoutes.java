package io.gourmetloop.web;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.Labels;
import io.gourmetloop.domain.TaskId;
import io.gourmetloop.domain.Viewer;
import io.gourmetloop.loop.labeling.Annotator;
import io.gourmetloop.loop.labeling.AnnotatorProgress;
import io.gourmetloop.loop.labeling.LabelingTask;
import io.gourmetloop.loop.labeling.Opinion;
import io.gourmetloop.loop.labeling.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The built-in annotator. */
public final class AnnotatorRoutes implements Resource {
    private static final int DEFAULT_TASKS = 5;

    private final Annotator annotator;
    private final Supplier<Optional<Labels>> labels;

    /** {@code labels}: those of the serving model, if any. */
    public AnnotatorRoutes(Annotator annotator, Supplier<Optional<Labels>> labels) {
        this.annotator = annotator;
        this.labels = labels;
    }

    @Override
    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "nextTasks", this::next,
                "getTaskPhoto", this::photo,
                "annotate", this::annotate,
                "undoAnnotation", this::undo);
    }

    private void next(RoutingContext ctx) {
        Viewer.Account account = Viewers.account(ctx);
        annotator
                .nextTasks(account, Queries.integer(ctx, "limit", DEFAULT_TASKS))
                .compose(tasks -> annotator.progress(account).map(progress -> queue(tasks, progress)))
                .onSuccess(queue -> Replies.json(ctx, queue))
                .onFailure(ctx::fail);
    }

    private JsonObject queue(List<Annotator.OfferedTask> tasks, AnnotatorProgress.Figures progress) {
        JsonArray choices = new JsonArray();
        labels().inOrder().stream().map(Label::text).forEach(choices::add);
        return new JsonObject()
                .put("tasks", Replies.array(tasks, AnnotatorRoutes::json))
                .put("progress", json(progress))
                .put("labels", choices);
    }

    private Labels labels() {
        return labels.get()
                .orElseThrow(() -> new Failure(ErrorCode.NO_MODEL, "No model is loaded, so no labels are known"));
    }

    private void photo(RoutingContext ctx) {
        annotator
                .photo(task(ctx))
                .onSuccess(photo -> Replies.photo(ctx, photo.mediaType(), photo.bytes()))
                .onFailure(ctx::fail);
    }

    private void annotate(RoutingContext ctx) {
        Viewer.Account account = Viewers.account(ctx);
        JsonObject body = ctx.body().asJsonObject();
        annotator
                .annotate(account, task(ctx), opinion(body), body.getString("note"), body.getDouble("lead_time"))
                .compose(id -> annotator.progress(account).map(progress -> written(id, progress)))
                .onSuccess(written -> {
                    ctx.response().setStatusCode(201);
                    Replies.json(ctx, written);
                })
                .onFailure(ctx::fail);
    }

    private Opinion opinion(JsonObject body) {
        Outcome outcome = Outcome.parse(body.getString("outcome"));
        if (outcome != Outcome.LABEL) {
            return new Opinion(outcome, null);
        }
        String label = body.getString("label");
        if (label == null) {
            throw new Failure(ErrorCode.INVALID_VALUE, "The outcome 'label' needs a label");
        }
        return new Opinion(outcome, labels().require(label));
    }

    private static JsonObject written(String id, AnnotatorProgress.Figures progress) {
        return new JsonObject().put("annotation_id", id).put("progress", json(progress));
    }

    private void undo(RoutingContext ctx) {
        Future<Annotator.OfferedTask> reopened = annotator.undo(Viewers.account(ctx), ctx.pathParam("annotation"));
        reopened.onSuccess(task -> Replies.json(ctx, json(task))).onFailure(ctx::fail);
    }

    private static TaskId task(RoutingContext ctx) {
        return TaskId.parse(ctx.pathParam("id"));
    }

    private static JsonObject json(Annotator.OfferedTask offered) {
        LabelingTask task = offered.task();
        JsonObject json = new JsonObject()
                .put("task_id", task.id().toString())
                .put("image_url", "/api/v1/annotator/tasks/" + task.id() + "/photo")
                .put("stream", task.stream().text())
                .put("blind", task.purpose().blind())
                .put("arrived_at", offered.arrivedAt().toString());
        LabelingTask.Guide guide = task.guide();
        if (guide != null) {
            Label userLabel = guide.userLabel();
            json.put("prediction", guide.prediction().text())
                    .put("confidence", guide.confidence().value())
                    .put("user_label", userLabel == null ? null : userLabel.text());
        }
        return json;
    }

    private static JsonObject json(AnnotatorProgress.Figures progress) {
        return new JsonObject()
                .put("open", progress.open())
                .put("open_blind", progress.openBlind())
                .put("done_today", progress.doneToday());
    }
}
