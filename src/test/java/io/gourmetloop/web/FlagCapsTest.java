package io.gourmetloop.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.domain.AccountRole;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Browserless.Answer;
import io.gourmetloop.testing.Eventually;
import io.gourmetloop.testing.Pictures;
import io.gourmetloop.testing.RunningApp;
import io.gourmetloop.testing.Together;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** People who object to everything, and how many tasks the annotators get of it. */
class FlagCapsTest {
    private static final int FLAGS = 25;

    /** What the flag coin of a prediction was thrown with. */
    private record Coin(double probability, boolean chosen, boolean carriesTask) {}

    @Test
    void a_session_that_flags_everything_makes_as_many_tasks_as_its_quota() {
        try (RunningApp app = start("SESSION_DAILY_CAP", 3)) {
            Browserless user = new Browserless(app.address());
            List<String> photos = IntStream.range(0, FLAGS)
                    .mapToObj(number -> upload(user, number))
                    .toList();

            List<Answer> answers = Together.run(FLAGS, number -> flag(user, photos.get(number)));

            assertThat(answers).allMatch(answer -> answer.status() == 201);
            assertThat(app.traces().count("feedback")).isEqualTo(FLAGS);
            assertTasksOfTheFirst(3, coins(app, photos));
            Browserless another = new Browserless(app.address());
            String photo = upload(another, FLAGS);
            assertThat(flag(another, photo).status()).isEqualTo(201);
            assertThat(coins(app, List.of(photo))).containsExactly(new Coin(1, true, true));
        }
    }

    @Test
    void an_address_that_flags_by_ever_new_sessions_makes_as_many_tasks_as_its_quota() {
        try (RunningApp app = start("ADDRESS_DAILY_CAP", 5)) {
            List<String> photos = IntStream.range(0, 12)
                    .mapToObj(number -> flagged(from(app, "198.51.100.1"), number))
                    .toList();

            assertTasksOfTheFirst(5, coins(app, photos));
            assertThat(coins(app, List.of(flagged(from(app, "198.51.100.2"), 12))))
                    .containsExactly(new Coin(1, true, true));
            assertThat(coins(app, List.of(flagged(app.admin(), 13))))
                    .as("administrators are exempt")
                    .containsExactly(new Coin(1, true, true));
        }
    }

    @Test
    void the_more_flags_became_tasks_today_the_less_likely_is_the_next_and_its_probability_is_kept() {
        try (RunningApp app = start("DAILY_CAP", 8)) {
            List<String> photos = IntStream.range(0, 40)
                    .mapToObj(number -> flagged(new Browserless(app.address()), number))
                    .toList();

            List<Coin> coins = coins(app, photos);
            long chosen = 0;
            for (Coin coin : coins) {
                assertThat(coin.probability()).isEqualTo(Math.min(1, 2 * (1 - chosen / 8.0)));
                chosen += coin.chosen() ? 1 : 0;
            }
            assertThat(chosen).isBetween(4L, 8L);
            assertThat(coins.stream().filter(Coin::carriesTask)).hasSize((int) chosen);
        }
    }

    @Test
    void a_photo_that_fifteen_people_send_and_flag_is_one_task_with_one_label_for_all() {
        try (RunningApp app = start("DAILY_CAP", 0)) {
            List<String> photos = IntStream.range(0, 15)
                    .mapToObj(number -> flagged(new Browserless(app.address()), 0))
                    .toList();
            assertAllBecome(app, photos, "IN_LABELING");
            Set<String> files = app.traces().keys(Bucket.LABELSTUDIO, "tasks/user_feedback/");
            assertThat(files).hasSize(1);
            String task = files.iterator().next().replaceAll(".*/|\\.json", "");

            Answer annotated = app.account("caps-annotator", AccountRole.ANNOTATOR)
                    .post(
                            "/api/v1/annotator/tasks/" + task + "/annotations",
                            new JsonObject().put("outcome", "label").put("label", "Baklava"));

            assertThat(annotated.status()).as(annotated.body()).isEqualTo(201);
            assertThat(app.admin().post("/api/v1/jobs/annotation-sync/runs").status())
                    .isEqualTo(200);
            assertAllBecome(app, photos, "LABELED");
        }
    }

    private static void assertAllBecome(RunningApp app, List<String> photos, String state) {
        Eventually.holds(
                "all are " + state,
                Duration.ofSeconds(30),
                () -> photos.stream()
                        .allMatch(photo -> app.admin()
                                .get("/api/v1/predictions/" + photo)
                                .json()
                                .getString("state")
                                .equals(state)));
    }

    /** No other coin chooses anything. */
    private static RunningApp start(String cap, int limit) {
        return RunningApp.start(Map.of(
                "GOURMETLOOP_SAMPLING_USER_FEEDBACK_" + cap,
                Integer.toString(limit),
                "GOURMETLOOP_SAMPLING_RANDOM_RATE",
                "1e-9",
                "GOURMETLOOP_SAMPLING_RANDOM_FLOOR",
                "1e-9",
                "GOURMETLOOP_SAMPLING_LOW_CONFIDENCE_RATE",
                "0",
                "GOURMETLOOP_HTTP_TRUST_FORWARDED_FOR",
                "true"));
    }

    private static void assertTasksOfTheFirst(int quota, List<Coin> coins) {
        assertThat(coins.stream().filter(coin -> coin.equals(new Coin(1, true, true))))
                .hasSize(quota);
        assertThat(coins.stream().filter(coin -> coin.equals(new Coin(0, false, false))))
                .hasSize(coins.size() - quota);
    }

    /** In the order of the photos. */
    private static List<Coin> coins(RunningApp app, List<String> photos) {
        Map<String, Coin> coins = new HashMap<>();
        for (String row : app.traces().texts("""
                        select concat_ws(' ', prediction_id, probability, chosen, task_purpose is not null)
                        from sampling_ledger where stream = 'user_feedback'
                        """)) {
            String[] parts = row.split(" ", -1);
            coins.put(parts[0], new Coin(Double.parseDouble(parts[1]), parts[2].equals("t"), parts[3].equals("t")));
        }
        return photos.stream()
                .flatMap(photo -> Stream.ofNullable(coins.get(photo)))
                .toList();
    }

    private static Browserless from(RunningApp app, String address) {
        return new Browserless(app.address()).with("X-Forwarded-For", address);
    }

    /** Another number, another photo. */
    private static String upload(Browserless user, int number) {
        Answer answer = user.upload("/api/v1/predictions", "dish.jpg", Pictures.jpeg(8_000 + number, 160, 120));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().getString("prediction_id");
    }

    private static String flagged(Browserless user, int number) {
        String photo = upload(user, number);
        assertThat(flag(user, photo).status()).isEqualTo(201);
        return photo;
    }

    private static Answer flag(Browserless user, String photo) {
        return user.post("/api/v1/feedback", new JsonObject().put("prediction_id", photo));
    }
}
