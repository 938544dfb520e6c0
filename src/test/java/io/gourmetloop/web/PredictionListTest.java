package io.gourmetloop.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.domain.AccountRole;
import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Browserless.Answer;
import io.gourmetloop.testing.Eventually;
import io.gourmetloop.testing.Pictures;
import io.gourmetloop.testing.RunningApp;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was answered before, for those who may know. */
class PredictionListTest {
    private static final Duration DELIVERY = Duration.ofSeconds(30);
    private static final String PATH = "/api/v1/predictions";

    private final RunningApp app = RunningApp.shared();
    private final Browserless user = new Browserless(app.address());
    private final List<String> ids = new ArrayList<>();

    @BeforeEach
    void upload() {
        ids.addAll(uploads(user));
    }

    /** Newest first. */
    private static List<String> uploads(Browserless sender) {
        List<String> sent = new ArrayList<>();
        for (int seed = 40; seed < 47; seed++) {
            Answer answer = sender.upload(PATH, "dish.jpg", Pictures.jpeg(seed, 300, 200));
            sent.add(0, answer.json().getString("prediction_id"));
        }
        return sent;
    }

    @Test
    void a_list_goes_on_where_its_page_ended_whatever_comes_meanwhile() {
        JsonObject first = user.get(PATH + "?limit=3").json();
        user.upload(PATH, "dish.jpg", Pictures.jpeg(47, 300, 200));
        JsonObject second = user.get(PATH + "?limit=3&cursor=" + first.getString("next_cursor"))
                .json();
        JsonObject third = user.get(PATH + "?limit=3&cursor=" + second.getString("next_cursor"))
                .json();

        List<String> read = new ArrayList<>(idsOf(first));
        read.addAll(idsOf(second));
        read.addAll(idsOf(third));
        assertThat(read).isEqualTo(ids);
        assertThat(third.getString("next_cursor")).isNull();
    }

    @Test
    void each_filter_keeps_what_it_names() {
        JsonObject third = list("").get(3);
        String moment = third.getString("created_at");
        double confidence = third.getDouble("confidence");

        assertFilter("from=" + moment, each -> !each.getInstant("created_at").isBefore(Instant.parse(moment)));
        assertFilter("to=" + moment, each -> each.getInstant("created_at").isBefore(Instant.parse(moment)));
        assertFilter("label=" + third.getString("prediction"), has("prediction", third.getString("prediction")));
        assertFilter("min_confidence=" + confidence, each -> each.getDouble("confidence") >= confidence);
        assertFilter("max_confidence=" + confidence, each -> each.getDouble("confidence") <= confidence);
        assertFilter("model_version=v1", each -> true);
        assertFilter("model_version=9", each -> false);
    }

    @Test
    void filters_of_the_loop_are_for_administrators() {
        Browserless admin = app.account("list-filters", AccountRole.ADMIN);
        String flagged = uploads(admin).get(5);
        admin.post("/api/v1/feedback", new JsonObject().put("prediction_id", flagged));
        Eventually.holds(
                "no state changes any more",
                DELIVERY,
                () -> list(admin, "mine=true&state=SAMPLED").isEmpty());

        assertFilter(admin, "mine=true&state=NEW", has("state", "NEW"));
        assertFilter(admin, "mine=true&stream=user_feedback", has("stream", "user_feedback"));
        assertFilter(admin, "mine=true&stream=random", has("stream", "random"));
        assertFilter(admin, "mine=true&human_label=Baklava", has("human_label", "Baklava"));
        assertFilter(
                admin,
                "mine=true&state=NEW&min_confidence=0.3",
                each -> Objects.equals(each.getString("state"), "NEW") && each.getDouble("confidence") >= 0.3);
    }

    @Test
    void an_end_user_learns_of_no_sampling_from_the_list_nor_by_its_filters() {
        user.post("/api/v1/feedback", new JsonObject().put("prediction_id", ids.get(0)));

        assertThat(list(""))
                .hasSize(ids.size())
                .allSatisfy(shown -> assertThat(shown.fieldNames())
                        .contains("verdict", "user_label")
                        .doesNotContain("state", "stream", "human_label"));
        for (String query : List.of("state=NEW", "state=SAMPLED", "stream=random", "human_label=Baklava")) {
            ProblemAssert.that(user.get(PATH + "?" + query), 403, "FORBIDDEN");
            ProblemAssert.that(
                    app.account("list-" + query.hashCode(), AccountRole.ANNOTATOR)
                            .get(PATH + "?" + query),
                    403,
                    "FORBIDDEN");
        }
    }

    @Test
    void a_query_that_breaks_the_contract_is_told_how() {
        for (String query : List.of(
                "limit=0",
                "limit=201",
                "min_confidence=much",
                "max_confidence=1.1",
                "model_version=abc",
                "stream=cron",
                "state=LOST",
                "from=yesterday",
                "mine=perhaps")) {
            ProblemAssert.that(user.get(PATH + "?" + query), 400, "INVALID_REQUEST");
        }
        ProblemAssert.that(user.get(PATH + "/no-such-id"), 404, "NOT_FOUND");
    }

    @Test
    void a_session_sees_only_what_is_its_own() {
        String id = ids.get(0);
        for (Browserless other : List.of(
                new Browserless(app.address()),
                app.account("list-viewer", AccountRole.VIEWER),
                app.account("list-annotator", AccountRole.ANNOTATOR))) {
            ProblemAssert.that(other.get(PATH + "/" + id), 404, "NOT_FOUND");
            ProblemAssert.that(other.get(PATH + "/" + id + "/photo"), 404, "NOT_FOUND");
            ProblemAssert.that(
                    other.post("/api/v1/feedback", new JsonObject().put("prediction_id", id)), 404, "NOT_FOUND");
            assertThat(other.get(PATH).json().getJsonArray("predictions")).isEmpty();
        }
    }

    @Test
    void an_administrator_sees_all_and_why_each_was_or_was_not_asked_for() {
        Browserless admin = app.admin();

        JsonObject own = user.get(PATH + "/" + ids.get(0)).json();
        JsonObject detail = admin.get(PATH + "/" + ids.get(0)).json();

        assertThat(idsOf(admin.get(PATH + "?limit=200").json())).containsAll(ids);
        assertThat(admin.get(PATH + "/" + ids.get(0) + "/photo").status()).isEqualTo(200);
        assertThat(own.fieldNames()).contains("feedback").doesNotContain("ledger", "annotations", "role", "state");
        assertThat(detail.getString("state")).isIn("NEW", "SAMPLED", "IN_LABELING");
        assertThat(detail.getJsonArray("ledger").stream()
                        .map(JsonObject.class::cast)
                        .filter(has("stream", "random")))
                .singleElement()
                .satisfies(coin -> {
                    assertThat(coin.getDouble("coin")).isBetween(0.0, 1.0);
                    assertThat(coin.getBoolean("chosen"))
                            .isEqualTo(coin.getDouble("coin") < coin.getDouble("probability"));
                });
    }

    @Test
    void an_administrator_may_ask_for_its_own_alone() {
        Browserless admin = app.admin();
        String own = admin.upload(PATH, "dish.jpg", Pictures.jpeg(48, 300, 200))
                .json()
                .getString("prediction_id");

        assertThat(idsOf(admin.get(PATH + "?mine=true&limit=200").json()))
                .contains(own)
                .doesNotContainAnyElementsOf(ids);
        assertThat(idsOf(admin.get(PATH + "?mine=false&limit=200").json()))
                .contains(own)
                .containsAll(ids);
        assertThat(list("mine=true")).isEqualTo(list(""));
    }

    private void assertFilter(String query, Predicate<JsonObject> kept) {
        assertThat(list(query))
                .as(query)
                .isEqualTo(list("").stream().filter(kept).toList());
    }

    /** Of what the administrator sent itself. */
    private static void assertFilter(Browserless admin, String query, Predicate<JsonObject> kept) {
        assertThat(list(admin, query))
                .as(query)
                .isEqualTo(list(admin, "mine=true").stream().filter(kept).toList());
    }

    private static Predicate<JsonObject> has(String field, @Nullable String value) {
        return each -> Objects.equals(each.getString(field), value);
    }

    private List<JsonObject> list(String query) {
        return list(user, query);
    }

    private static List<JsonObject> list(Browserless viewer, String query) {
        Answer answer = viewer.get(PATH + "?" + query.replace(" ", "%20"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().getJsonArray("predictions").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private static List<String> idsOf(JsonObject page) {
        return page.getJsonArray("predictions").stream()
                .map(each -> ((JsonObject) each).getString("prediction_id"))
                .toList();
    }
}
