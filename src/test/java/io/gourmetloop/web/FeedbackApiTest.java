package io.gourmetloop.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Browserless.Answer;
import io.gourmetloop.testing.Eventually;
import io.gourmetloop.testing.Pictures;
import io.gourmetloop.testing.RunningApp;
import io.gourmetloop.testing.Together;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What users say of answers, and which tasks come of it. */
class FeedbackApiTest {
    private static final String PATH = "/api/v1/feedback";
    private static final int ENOUGH = 60;

    private final RunningApp app = RunningApp.shared();
    private final Browserless user = new Browserless(app.address());

    @Test
    void three_ways_to_answer_have_three_verdicts() {
        JsonObject answer = upload(61);
        String predicted = answer.getString("prediction");

        assertThat(say(answer, null).getString("verdict")).isEqualTo("FLAGGED");
        assertThat(say(answer, predicted).getString("verdict")).isEqualTo("CONFIRMED");
        assertThat(say(answer, otherThan(predicted)).getString("verdict")).isEqualTo("CORRECTED");
    }

    @Test
    void the_last_word_is_shown_and_each_different_one_is_kept() {
        JsonObject answer = upload(62);
        String id = answer.getString("prediction_id");
        say(answer, null);
        say(answer, otherThan(answer.getString("prediction")));
        say(answer, answer.getString("prediction"));

        JsonObject shown = user.get("/api/v1/predictions")
                .json()
                .getJsonArray("predictions")
                .getJsonObject(0);

        assertThat(shown.getString("verdict")).isEqualTo("CONFIRMED");
        assertThat(shown.getString("user_label")).isEqualTo(answer.getString("prediction"));
        assertThat(said(id)).containsExactly("CONFIRMED", "CORRECTED", "FLAGGED");
    }

    @Test
    void once_flagged_stays_flagged_for_the_ledger_and_a_confirmation_flags_nothing() {
        JsonObject flagged = upload(63);
        JsonObject confirmed = upload(64);
        say(flagged, null);
        Optional<JsonObject> coin = coin(flagged);
        say(flagged, flagged.getString("prediction"));
        say(confirmed, confirmed.getString("prediction"));

        assertThat(coin)
                .hasValueSatisfying(
                        thrown -> assertThat(thrown.getBoolean("chosen")).isTrue());
        assertThat(coin(flagged)).isEqualTo(coin);
        assertThat(coin(confirmed)).isEmpty();
    }

    @Test
    void an_objection_becomes_a_task_that_shows_the_users_label_and_a_later_one_replaces_it() {
        JsonObject corrected = objectedToInTraining(otherThan("Baklava"));
        String task = taskKey(corrected);

        Eventually.holds("the task is there", Duration.ofSeconds(30), () -> tasks().contains(task));
        JsonObject shown = data(task);
        assertThat(shown.getString("user_label")).isEqualTo(otherThan("Baklava"));
        assertThat(shown.getString("ml_prediction")).isEqualTo(corrected.getString("prediction"));
        assertThat(shown.getString("stream")).isEqualTo("user_feedback");

        say(corrected, thirdThan(corrected.getString("prediction")));
        Eventually.holds(
                "the task shows the newest label",
                Duration.ofSeconds(30),
                () -> data(task).getString("user_label").equals(thirdThan(corrected.getString("prediction"))));
    }

    @Test
    void a_flag_without_a_label_becomes_a_task_too() {
        String task = taskKey(objectedToInTraining(null));

        Eventually.holds("the task is there", Duration.ofSeconds(30), () -> tasks().contains(task));
        assertThat(data(task).getString("user_label")).isNull();
    }

    @Test
    void the_classic_route_has_the_classic_field() {
        JsonObject answer = upload(65);
        String id = answer.getString("prediction_id");
        String label = otherThan(answer.getString("prediction"));

        Answer corrected =
                user.post("/feedback", new JsonObject().put("prediction_id", id).put("corrected_class", label));
        Answer flagged = user.post("/feedback", new JsonObject().put("prediction_id", id));

        assertThat(corrected.status()).isEqualTo(201);
        assertThat(corrected.json().getString("verdict")).isEqualTo("CORRECTED");
        assertThat(corrected.json().getString("human_label")).isEqualTo(label);
        assertThat(flagged.json().getString("verdict")).isEqualTo("FLAGGED");
    }

    @Test
    void an_unknown_label_is_answered_with_those_that_there_are() {
        JsonObject answer = upload(66);

        Answer refused = post(answer.getString("prediction_id"), "Pizza");

        ProblemAssert.that(refused, 422, "UNKNOWN_LABEL");
        user.get("/api/classes")
                .json()
                .getJsonArray("classes")
                .forEach(label -> assertThat(refused.json().getString("detail")).contains((String) label));
        assertThat(user.get("/api/v1/predictions/" + answer.getString("prediction_id"))
                        .json()
                        .getJsonArray("feedback"))
                .isEmpty();
    }

    @Test
    void nobody_speaks_of_what_is_not_there_or_not_theirs() {
        String id = upload(67).getString("prediction_id");
        Browserless stranger = new Browserless(app.address());

        ProblemAssert.that(post(UUID.randomUUID().toString(), null), 404, "NOT_FOUND");
        ProblemAssert.that(post("no-such-id", null), 404, "NOT_FOUND");
        ProblemAssert.that(stranger.post(PATH, new JsonObject().put("prediction_id", id)), 404, "NOT_FOUND");
        ProblemAssert.that(user.post(PATH, new JsonObject().put("id", id)), 400, "INVALID_REQUEST");
        ProblemAssert.that(user.post(PATH, new JsonObject().put("prediction_id", 7)), 400, "INVALID_REQUEST");
    }

    @Test
    void the_same_word_again_is_the_last_word_and_no_other_row() {
        JsonObject answer = upload(69);
        String id = answer.getString("prediction_id");
        String other = otherThan(answer.getString("prediction"));
        say(answer, other);
        say(answer, null);
        Set<String> rows = rowsOf(id);

        JsonObject repeated = say(answer, null);

        assertThat(rowsOf(id)).hasSize(2).isEqualTo(rows);
        assertThat(history(id).get(0).getString("created_at")).isEqualTo(repeated.getString("created_at"));
        say(answer, other);
        assertThat(said(id)).containsExactly("CORRECTED", "FLAGGED");
    }

    @Test
    void two_hundred_at_once_are_a_row_for_each_different_word_and_one_coin() {
        JsonObject answer = upload(68);
        String id = answer.getString("prediction_id");

        List<Answer> answers = Together.run(
                200, number -> post(id, number % 2 == 0 ? null : otherThan(answer.getString("prediction"))));

        assertThat(answers).allMatch(each -> each.status() == 201);
        assertThat(app.traces().count("feedback where prediction_id = '" + id + "'"))
                .isEqualTo(2);
        assertThat(app.traces()
                        .count("sampling_ledger where stream = 'user_feedback' and prediction_id = '" + id + "'"))
                .isEqualTo(1);
    }

    /** One whose task is the objection's, and not blind: which have the role of training is up to their bytes. */
    private JsonObject objectedToInTraining(@Nullable String label) {
        for (int seed = 0; seed < ENOUGH; seed++) {
            JsonObject answer = upload((label == null ? 7_500 : 7_000) + seed); // a photo has one task
            if (!answer.getString("prediction").equals(label)) {
                say(answer, label);
                if (coin(answer)
                        .filter(coin -> "train".equals(coin.getString("task_purpose")))
                        .isPresent()) {
                    return answer;
                }
            }
        }
        throw new AssertionError("None of " + ENOUGH + " objections became a task of training");
    }

    /** Verdicts of a prediction, newest first. */
    private List<String> said(String id) {
        return history(id).stream().map(each -> each.getString("verdict")).toList();
    }

    private List<JsonObject> history(String id) {
        return user.get("/api/v1/predictions/" + id).json().getJsonArray("feedback").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private Set<String> rowsOf(String id) {
        return app.traces().texts("select id::text from feedback where prediction_id = '" + id + "'");
    }

    private Optional<JsonObject> coin(JsonObject answer) {
        return app
                .admin()
                .get("/api/v1/predictions/" + answer.getString("prediction_id"))
                .json()
                .getJsonArray("ledger")
                .stream()
                .map(JsonObject.class::cast)
                .filter(coin -> coin.getString("stream").equals("user_feedback"))
                .findFirst();
    }

    private static String taskKey(JsonObject answer) {
        return "tasks/user_feedback/" + answer.getString("prediction_id") + ".json";
    }

    private Set<String> tasks() {
        return app.traces().keys(Bucket.LABELSTUDIO, "tasks/user_feedback/");
    }

    private JsonObject data(String task) {
        return Buffer.buffer(app.traces().object(Bucket.LABELSTUDIO, task))
                .toJsonObject()
                .getJsonObject("data");
    }

    private static String otherThan(String label) {
        return label.equals("Bibimbap") ? "Baklava" : "Bibimbap";
    }

    private static String thirdThan(String label) {
        return label.equals("Beignets") ? "Baklava" : "Beignets";
    }

    private Answer post(String id, @Nullable String label) {
        return user.post(PATH, new JsonObject().put("prediction_id", id).put("human_label", label));
    }

    @CanIgnoreReturnValue
    private JsonObject say(JsonObject answer, @Nullable String label) {
        Answer said = post(answer.getString("prediction_id"), label);
        assertThat(said.status()).as(said.body()).isEqualTo(201);
        return said.json();
    }

    private JsonObject upload(int seed) {
        Answer answer = user.upload("/api/v1/predictions", "dish.jpg", Pictures.jpeg(seed, 160, 120));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }
}
