package io.gourmetloop.labelstudio;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.platform.config.Hosts;
import io.gourmetloop.platform.config.LabelStudioConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Label Studio. Every call can fail with LABEL_STUDIO_UNAVAILABLE (no answer, no right, a fault of its own), with
 * RATE_LIMITED, and with INVALID_VALUE, when it refuses what it was told; the failure says what to do.
 */
public final class LabelStudioClient {
    private static final int PROJECTS_AT_ONCE = 100;
    /** The smallest page takes longer than a usual one would. */
    private static final int TASKS_AT_ONCE = 100;

    private final Calls calls;
    private final People people;
    private final Duration importTimeout;

    /** The settings are complete. */
    public LabelStudioClient(Vertx vertx, LabelStudioConfig config, RandomGenerator random, MeterRegistry registry) {
        this.calls = new Calls(
                vertx,
                Hosts.reachable(Objects.requireNonNull(config.url(), "label-studio.url")),
                config.token().reveal(),
                config.timeout(),
                random,
                new CallMeters(registry));
        this.people = new People(() -> calls.send(Call.get("/api/users/")).map(Buffer::toJsonArray));
        this.importTimeout = config.importTimeout();
    }

    /** {@code 1.23.2}; needs a token that is accepted. */
    public Future<String> version() {
        return calls.send(Call.get("/api/version"))
                .map(body -> body.toJsonObject().getString("release", "unknown"))
                .compose(version ->
                        calls.send(Call.get("/api/current-user/whoami")).map(version));
    }

    /** The e-mail address of the account that the token is of. */
    public Future<String> account() {
        return calls.send(Call.get("/api/current-user/whoami"))
                .map(body -> body.toJsonObject().getString("email", "unknown"));
    }

    /** {@code legacy token}, or {@code personal access token}. */
    public String tokenKind() {
        return calls.tokenKind();
    }

    /** Whether the failure says that Label Studio keeps away from private networks, and what from that is. */
    public static boolean isPrivateAddress(Throwable error) {
        return error instanceof Failure failure && failure.detail().startsWith(Refusals.PRIVATE_ADDRESS);
    }

    public Future<List<Project>> projects() {
        return projects(1, new ArrayList<>());
    }

    private Future<List<Project>> projects(int page, List<Project> before) {
        return calls.send(Call.get("/api/projects")
                        .with("page", page)
                        .with("page_size", PROJECTS_AT_ONCE)
                        .with("include", Project.FIELDS))
                .map(Buffer::toJsonObject)
                .compose(answer -> {
                    objects(answer.getJsonArray("results")).map(Project::of).forEach(before::add);
                    return answer.getString("next") == null
                            ? Future.succeededFuture(before)
                            : projects(page + 1, before);
                });
    }

    public Future<Project> createProject(String title, Project.Settings settings) {
        return calls.send(Call.post("/api/projects", settings.toJson().put("title", title)))
                .map(body -> Project.of(body.toJsonObject()));
    }

    public Future<Void> updateProject(long id, Project.Settings settings) {
        return calls.send(Call.patch("/api/projects/" + id, settings.toJson())).mapEmpty();
    }

    /** Whose guesses prefill forms: a model version, or the title of an ML backend; blank before there are any. */
    public Future<String> shownPredictions(long project) {
        return calls.send(Call.get("/api/projects/" + project).with("include", "id,model_version"))
                .map(body -> Objects.requireNonNullElse(body.toJsonObject().getString("model_version"), ""));
    }

    /** Fails with INVALID_VALUE when the project has no guess of this version. */
    public Future<Void> showPredictions(long project, String modelVersion) {
        return calls.send(Call.patch("/api/projects/" + project, new JsonObject().put("model_version", modelVersion)))
                .mapEmpty();
    }

    /** When the project was made; empty when there is none of this id. */
    public Future<Optional<Instant>> bornAt(long project) {
        return calls.send(Call.get("/api/projects/" + project).with("include", "id,created_at"))
                .map(body -> Optional.of(Instant.parse(body.toJsonObject().getString("created_at"))))
                .recover(e -> isMissing(e) ? Future.succeededFuture(Optional.empty()) : Future.failedFuture(e));
    }

    /** How many tasks it has. */
    public Future<Long> taskCount(long project) {
        return calls.send(Call.get("/api/projects/" + project).with("include", "task_number"))
                .map(body -> body.toJsonObject().getLong("task_number"));
    }

    /** Imports that died are told as failed. */
    public Future<List<Storage>> storages(Storage.Kind kind, long project) {
        return calls.send(Call.get(kind.all()).with("project", project))
                .map(body -> objects(body.toJsonArray()).map(Storage::of).toList());
    }

    /** Fails with INVALID_VALUE when Label Studio cannot reach the bucket, or a source's prefix holds no object. */
    public Future<Storage> createStorage(
            Storage.Kind kind, long project, Storage.Settings settings, Storage.Keys keys) {
        return calls.send(Call.post(kind.all(), keys.addTo(settings.toJson(project))))
                .map(body -> Storage.of(body.toJsonObject()));
    }

    public Future<Void> updateStorage(
            Storage.Kind kind, long id, long project, Storage.Settings settings, Storage.Keys keys) {
        return calls.send(Call.patch(kind.one(id), keys.addTo(settings.toJson(project))))
                .mapEmpty();
    }

    /** Has Label Studio reach for the bucket, with the keys that it keeps. Fails with INVALID_VALUE when it cannot. */
    public Future<Void> checkStorage(Storage.Kind kind, long id, long project, Storage.Settings settings) {
        return calls.send(Call.post(kind.check(), settings.toJson(project).put("id", id))
                        .harmless())
                .mapEmpty();
    }

    /** As above, with keys and a place that it does not keep. */
    public Future<Void> tryStorage(Storage.Kind kind, long project, Storage.Settings settings, Storage.Keys keys) {
        return calls.send(Call.post(kind.check(), keys.addTo(settings.toJson(project))))
                .mapEmpty();
    }

    /**
     * Imports what is new, and waits for it where Label Studio does. How it ended is told by the state, not by success: an
     * import that failed is answered like any other. A failure of the call leaves the outcome unknown.
     */
    public Future<Storage.Sync> sync(long sourceStorage) {
        return calls.send(Call.post(Storage.Kind.SOURCE.one(sourceStorage) + "/sync", new JsonObject()), importTimeout)
                .map(body -> Storage.of(body.toJsonObject()).sync());
    }

    public Future<List<Webhook>> webhooks(long project) {
        return calls.send(Call.get("/api/webhooks/").with("project", project))
                .map(body -> objects(body.toJsonArray()).map(Webhook::of).toList());
    }

    public Future<Webhook> createWebhook(long project, Webhook.Settings settings) {
        return calls.send(Call.post("/api/webhooks/", settings.toJson(project)))
                .map(body -> Webhook.of(body.toJsonObject()));
    }

    public Future<Void> updateWebhook(long id, long project, Webhook.Settings settings) {
        return calls.send(Call.patch("/api/webhooks/" + id + "/", settings.toJson(project)))
                .mapEmpty();
    }

    public Future<Void> deleteWebhook(long id) {
        return calls.send(Call.delete("/api/webhooks/" + id + "/")).mapEmpty();
    }

    /** Has Label Studio ask each of them for its health first. */
    public Future<List<MlBackend>> mlBackends(long project) {
        return calls.send(Call.get("/api/ml/").with("project", project))
                .map(body -> objects(body.toJsonArray()).map(MlBackend::of).toList());
    }

    /** Fails with INVALID_VALUE when Label Studio cannot reach it, or it does not accept the credentials. */
    public Future<Void> createMlBackend(long project, MlBackend.Settings settings) {
        return calls.send(Call.post("/api/ml/", settings.toJson(project))).mapEmpty();
    }

    /** Fails as above. */
    public Future<Void> updateMlBackend(long id, long project, MlBackend.Settings settings) {
        return calls.send(Call.patch("/api/ml/" + id, settings.toJson(project))).mapEmpty();
    }

    public Future<Void> deleteMlBackend(long id) {
        return calls.send(Call.delete("/api/ml/" + id)).mapEmpty();
    }

    /** A page of at most a hundred tasks, counted from 1; one that holds fewer is the last. */
    public Future<List<StudioTask>> tasks(long project, TaskQuery query, int page) {
        return calls.send(Call.get("/api/tasks")
                        .with("project", project)
                        .with("fields", "all")
                        .with("resolve_uri", false)
                        .with("page", page)
                        .with("page_size", TASKS_AT_ONCE)
                        .with("query", query.text()))
                .map(body -> objects(body.toJsonObject().getJsonArray("tasks")).toList())
                .compose(people::name)
                .map(tasks -> tasks.stream().map(StudioTask::of).toList())
                .recover(e -> isMissing(e) ? Future.succeededFuture(List.of()) : Future.failedFuture(e));
    }

    /** Whether there may be tasks behind this page. */
    public static boolean isFull(List<StudioTask> page) {
        return page.size() >= TASKS_AT_ONCE;
    }

    /** Empty when it was deleted. */
    public Future<Optional<StudioTask>> task(long id) {
        return calls.send(Call.get("/api/tasks/" + id).with("resolve_uri", false))
                .map(body -> Optional.of(StudioTask.of(body.toJsonObject())))
                .recover(e -> isMissing(e) ? Future.succeededFuture(Optional.empty()) : Future.failedFuture(e));
    }

    /** Asks for the task to be annotated by so many people; a task that was done before is then open again. */
    public Future<Void> askFor(long task, int people) {
        return calls.send(Call.patch(
                        "/api/tasks/" + task,
                        new JsonObject().put("overlap", people).put("is_labeled", false)))
                .mapEmpty();
    }

    /** {@code data}: the object of a task file. */
    public Future<Void> updateTask(long task, JsonObject data) {
        return calls.send(Call.patch("/api/tasks/" + task, new JsonObject().put("data", data)))
                .mapEmpty();
    }

    /** Done as well when it was deleted before. */
    public Future<Void> deleteTask(long task) {
        return calls.send(Call.delete("/api/tasks/" + task))
                .<Void>mapEmpty()
                .recover(e -> isMissing(e) ? Future.succeededFuture() : Future.failedFuture(e));
    }

    private static boolean isMissing(Throwable error) {
        return error instanceof Failure failure && failure.code() == ErrorCode.NOT_FOUND;
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast);
    }
}
