package io.gourmetloop.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.domain.AccountRole;
import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Browserless.Answer;
import io.gourmetloop.testing.Eventually;
import io.gourmetloop.testing.Pictures;
import io.gourmetloop.testing.RunningApp;
import io.gourmetloop.testing.Together;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Photos that an admin picks for labeling. */
class PickApiTest {
    private static final String PATH = "/api/v1/labels/picks";
    private static final int PHOTOS = 30;

    private final RunningApp app = RunningApp.shared();
    private final Browserless user = new Browserless(app.address());
    private final Browserless admin = app.admin();

    @Test
    void each_photo_is_sent_once_and_those_that_measure_never() {
        List<String> photos = uploads(9_000);
        List<String> withUnknown = new ArrayList<>(photos);
        withUnknown.add(UUID.randomUUID().toString());

        JsonObject first = pick(withUnknown).json();
        JsonObject second = pick(photos).json();

        assertThat(first.getInteger("sent")).isPositive();
        assertThat(first.getInteger("kept_for_measuring")).isPositive();
        assertThat(total(first)).isEqualTo(PHOTOS);
        assertThat(second.getInteger("sent")).isZero();
        assertThat(second.getInteger("have_task")).isEqualTo(first.getInteger("have_task") + first.getInteger("sent"));
        assertThat(app.traces()
                        .count("sampling_ledger where stream = 'active_learning' and task_purpose = 'train'"
                                + " and prediction_id in (" + quoted(photos) + ")"))
                .isEqualTo(first.getInteger("sent").longValue());
        assertThat(app.traces()
                        .count("sampling_ledger l join predictions p on p.id = l.prediction_id"
                                + " where l.stream = 'active_learning' and p.role = 'EVAL'"))
                .isZero();
    }

    /** Both decide whether the photo has a task already; who comes second sees what the first one has done. */
    @Test
    void picks_and_an_objection_at_the_same_moment_make_one_task() throws SQLException {
        String photo = withoutTask(uploads(9_100));
        CompletableFuture<List<Answer>> answers;
        try (Connection held = app.traces().hold("select from predictions where id = '" + photo + "' for update")) {
            answers = CompletableFuture.supplyAsync(
                    () -> Together.run(3, number -> number == 0 ? object(photo) : pick(List.of(photo))));
            Eventually.holds(
                    "all wait", Duration.ofSeconds(60), () -> app.traces().waiting() == 3);
            held.rollback();
        }

        assertThat(answers.join()).extracting(Answer::status).containsExactly(201, 200, 200);
        assertThat(app.traces()
                        .count("sampling_ledger where task_purpose is not null and prediction_id = '" + photo + "'"))
                .isEqualTo(1);
        int sent = answers.join().stream()
                .skip(1)
                .mapToInt(answer -> answer.json().getInteger("sent"))
                .sum();
        assertThat(app.traces()
                        .count("sampling_ledger where stream = 'active_learning' and prediction_id = '" + photo + "'"))
                .isEqualTo(sent);
    }

    @Test
    void picking_is_for_admins_and_for_photos() {
        Browserless viewer = app.account("pick-viewer", AccountRole.VIEWER);

        ProblemAssert.that(viewer.post(PATH, body(List.of(UUID.randomUUID().toString()))), 403, "FORBIDDEN");
        ProblemAssert.that(admin.post(PATH, body(List.of())), 400, "INVALID_REQUEST");
        ProblemAssert.that(admin.get("/api/v1/checks/runs/99999999999999999999"), 400, "INVALID_REQUEST");
    }

    /** One that trains. */
    private String withoutTask(List<String> photos) {
        return app
                .traces()
                .texts("select p.id::text from predictions p where p.role = 'TRAIN' and p.id in (" + quoted(photos)
                        + ") and not exists (select from sampling_ledger l"
                        + " where l.prediction_id = p.id and l.task_purpose is not null)")
                .stream()
                .findFirst()
                .orElseThrow();
    }

    private Answer object(String photo) {
        return user.post("/api/v1/feedback", new JsonObject().put("prediction_id", photo));
    }

    private Answer pick(List<String> photos) {
        return admin.post(PATH, body(photos));
    }

    private static JsonObject body(List<String> photos) {
        return new JsonObject().put("prediction_ids", new JsonArray(photos));
    }

    private static int total(JsonObject picked) {
        return picked.getInteger("sent") + picked.getInteger("kept_for_measuring") + picked.getInteger("have_task");
    }

    private static String quoted(List<String> ids) {
        return "'" + String.join("', '", ids) + "'";
    }

    private List<String> uploads(int seed) {
        return IntStream.range(seed, seed + PHOTOS)
                .mapToObj(each -> user.upload("/api/v1/predictions", "dish.jpg", Pictures.jpeg(each, 160, 120))
                        .json()
                        .getString("prediction_id"))
                .toList();
    }
}
