package io.gourmetloop.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.platform.config.DatabaseConfig;
import io.gourmetloop.testing.Backing;
import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Browserless.Answer;
import io.gourmetloop.testing.Eventually;
import io.gourmetloop.testing.Pictures;
import io.gourmetloop.testing.RunningApp;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Two servers with a life of their own: one whose photos are labeled in the built-in annotator, always as the same dish,
 * so that its accuracy is poor; and one whose Label Studio does not answer.
 */
final class Production implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final String LABEL = "Baklava";
    private static final String READER = "a password of the reader";
    private static final Map<String, String> LABELED =
            Map.of("GOURMETLOOP_SAMPLING_RANDOM_RATE", "1", "GOURMETLOOP_SCHEDULE_ESTIMATES", "2s");
    private static final Map<String, String> WITHOUT_LABEL_STUDIO = Map.of(
            "GOURMETLOOP_LABELING_ANNOTATOR", "label-studio",
            "GOURMETLOOP_LABEL_STUDIO_URL", "http://127.0.0.1:1",
            "GOURMETLOOP_LABEL_STUDIO_TOKEN", "of nobody",
            "GOURMETLOOP_LABEL_STUDIO_SETUP", "2s");

    private final DatabaseConfig database = databaseWithReader();
    private final RunningApp app = RunningApp.start(database, Backing.storage(), LABELED);
    private final RunningApp other = RunningApp.start(WITHOUT_LABEL_STUDIO);
    private final Browserless admin = app.admin();
    private final AtomicLong seed = new AtomicLong();

    /** Its reader is there before the first server comes, which grants it what it may see. */
    private static DatabaseConfig databaseWithReader() {
        Backing.execute("create role grafana login password '" + READER + "'");
        return Backing.database();
    }

    List<URI> targets() {
        return List.of(app.managementAddress(), other.managementAddress());
    }

    Browserless operator() {
        return new Browserless(app.managementAddress());
    }

    /** A photo, whose user objects to the answer. */
    void visit() {
        Answer answer =
                admin.upload("/api/v1/predictions", "dish.jpg", Pictures.jpeg(seed.incrementAndGet(), 200, 150));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        String id = answer.json().getString("prediction_id");
        Answer feedback = admin.post("/api/v1/feedback", new JsonObject().put("prediction_id", id));
        assertThat(feedback.status()).as(feedback.body()).isEqualTo(201);
        assertThat(admin.get("/api/v1/predictions/" + id).status()).isEqualTo(200);
    }

    /** Labels all photos that have come, and has them counted. */
    void label() {
        Eventually.holds(
                "all tasks are delivered",
                PATIENCE,
                () -> admin.get("/api/v1/overview")
                                .json()
                                .getJsonObject("deliveries")
                                .getInteger("open")
                        == 0);
        for (List<JsonObject> tasks = tasks(); !tasks.isEmpty(); tasks = tasks()) {
            tasks.forEach(this::annotate);
        }
        run("annotation-sync");
        run("estimates");
    }

    private List<JsonObject> tasks() {
        return admin.get("/api/v1/annotator/tasks?limit=20").json().getJsonArray("tasks").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private void annotate(JsonObject task) {
        JsonObject answer =
                new JsonObject().put("outcome", "label").put("label", LABEL).put("lead_time", 2.5);
        String path = "/api/v1/annotator/tasks/" + task.getString("task_id") + "/annotations";
        assertThat(admin.post(path, answer).status()).isEqualTo(201);
    }

    /** Looks for drift in what has come, after what may be looked at already. */
    void check() {
        Eventually.holds(
                "the checks have run",
                PATIENCE,
                () -> admin.post("/api/v1/jobs/checks/runs").status() == 200);
    }

    /** Runs a job now; one that runs already is as good. */
    void run(String job) {
        assertThat(admin.post("/api/v1/jobs/" + job + "/runs").status()).isIn(200, 409);
    }

    /** What is known of today becomes what was known of yesterday when it was closed: nobody waits a day for a test. */
    void closeYesterday() {
        execute("""
                insert into estimates overriding system value
                select (jsonb_populate_record(null::estimates, to_jsonb(e) || jsonb_build_object(
                            'id', e.id + 1000000, 'provisional', false,
                            'window_start', e.window_start - interval '1 day',
                            'window_end', e.window_end - interval '1 day',
                            'taken_until', e.window_end - interval '1 day'))).*
                from estimates e
                where window_kind = 'P1D' and as_of = (select max(as_of) from estimates where window_kind = 'P1D')
                """);
    }

    void killADelivery() {
        execute("insert into outbox (topic, key, payload, state) values ('task', 'planted', '{}', 'dead')");
    }

    /** A connection of the account that the dashboards are given. */
    Connection reader() throws SQLException {
        return DriverManager.getConnection("jdbc:" + database.url(), "grafana", READER);
    }

    private void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:" + database.url(),
                        database.user(),
                        database.password().reveal());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new UncheckedIOException(sql, new IOException(e));
        }
    }

    @Override
    public void close() {
        other.close();
        app.close();
    }
}
