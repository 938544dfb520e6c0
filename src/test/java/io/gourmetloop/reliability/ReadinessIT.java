package io.gourmetloop.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.platform.config.DatabaseConfig;
import io.gourmetloop.platform.config.StorageConfig;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.testing.Backing;
import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Browserless.Answer;
import io.gourmetloop.testing.Eventually;
import io.gourmetloop.testing.FaultProxy;
import io.gourmetloop.testing.Pictures;
import io.gourmetloop.testing.RunningApp;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The database or the object store is taken away from a running server, and given back. */
class ReadinessIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static FaultProxy database;
    private static FaultProxy storage;
    private static RunningApp app;

    private final Browserless user = new Browserless(app.address());
    private final Browserless probe = new Browserless(app.address()).with("Authorization", "Bearer " + app.token());

    @BeforeAll
    static void start() {
        DatabaseConfig postgres = Backing.database();
        StorageConfig s3 = Backing.storage();
        URI databaseUrl = Objects.requireNonNull(postgres.url());
        URI endpoint = Objects.requireNonNull(s3.endpoint());
        database = FaultProxy.to(databaseUrl);
        storage = FaultProxy.to(endpoint);
        app = RunningApp.start(
                postgres,
                s3,
                Map.of(
                        "GOURMETLOOP_HTTP_ANSWER_TIMEOUT", "3s",
                        "GOURMETLOOP_DATABASE_URL",
                                database.through(databaseUrl).toString(),
                        "GOURMETLOOP_DATABASE_CONNECT_TIMEOUT", "1s",
                        "GOURMETLOOP_STORAGE_ENDPOINT",
                                storage.through(endpoint).toString(),
                        "GOURMETLOOP_STORAGE_TIMEOUT", "1s",
                        "GOURMETLOOP_STORAGE_RETRY_AFTER", "200ms",
                        "GOURMETLOOP_OUTBOX_POLL", "100ms",
                        "GOURMETLOOP_OUTBOX_FIRST_RETRY", "100ms",
                        "GOURMETLOOP_OUTBOX_LAST_RETRY", "500ms"));
    }

    @AfterEach
    void heal() {
        database.heal();
        storage.heal();
        Eventually.holds("ready again", PATIENCE, () -> status("/ready").equals("200 ready"));
    }

    @AfterAll
    static void stop() {
        app.close();
        database.close();
        storage.close();
    }

    @Test
    void without_the_store_uploads_go_on_and_their_photos_arrive_later() {
        storage.refuse();
        uploadsGoOn();
    }

    @Test
    void a_store_that_says_nothing_is_a_store_that_is_away() {
        storage.blackHole();
        uploadsGoOn();
    }

    private void uploadsGoOn() {
        JsonObject first = upload(1).json();
        JsonObject second = upload(2).json();

        JsonObject ready = probe.get("/ready").json();
        assertThat(status("/ready")).isEqualTo("200 degraded");
        assertThat(ready.getJsonObject("dependencies").getJsonObject("storage").getString("state"))
                .isEqualTo("down");
        assertThat(ready.getJsonObject("dependencies").getJsonObject("storage").getString("detail"))
                .contains("object store");
        assertThat(ready.getJsonObject("dependencies").getJsonObject("database").getString("state"))
                .isEqualTo("up");
        assertThat(status("/health")).isEqualTo("200 degraded");
        assertThat(status("/live")).isEqualTo("200 ok");
        byte[] waiting = photo(second);

        storage.heal();
        Eventually.holds("all photos arrived", PATIENCE, () -> app.traces().count("photo_spool") == 0);
        assertThat(app.traces().keys(Bucket.PRODUCTION, ""))
                .containsAll(app.traces().texts("select photo_key from predictions"));
        assertThat(photo(second)).isEqualTo(waiting);
        assertThat(photo(first)).isNotEmpty();
    }

    @Test
    void without_the_database_nobody_is_promised_anything() {
        database.refuse();
        nothingIsPromised();
    }

    @Test
    void a_database_that_says_nothing_is_a_database_that_is_away() {
        database.blackHole();
        nothingIsPromised();
    }

    private void nothingIsPromised() {
        long before = app.traces().count("predictions");
        for (int seed = 10; seed < 13; seed++) {
            Answer refused = user.upload("/api/v1/predictions", "dish.jpg", Pictures.jpeg(seed, 160, 120));
            assertThat(refused.status()).as(refused.body()).isEqualTo(503);
            assertThat(refused.json().getString("code")).isIn("DATABASE_UNAVAILABLE", "DEADLINE_EXCEEDED");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
        }
        assertThat(status("/ready")).isEqualTo("503 unavailable");
        assertThat(probe.get("/ready")
                        .json()
                        .getJsonObject("dependencies")
                        .getJsonObject("database")
                        .getString("state"))
                .isEqualTo("down");
        assertThat(status("/health")).isEqualTo("200 unavailable");
        assertThat(status("/live")).isEqualTo("200 ok");

        database.heal();
        Set<String> promised = new HashSet<>();
        Eventually.holds("it recovers alone", PATIENCE, () -> {
            Answer answer = user.upload("/api/v1/predictions", "dish.jpg", Pictures.jpeg(14, 160, 120));
            assertThat(answer.status()).isIn(201, 503);
            return answer.status() == 201 && promised.add(answer.json().getString("prediction_id"));
        });
        assertThat(app.traces().texts("select id::text from predictions")).containsAll(promised);
        assertThat(app.traces().count("predictions")).isEqualTo(before + promised.size());
    }

    private Answer upload(int seed) {
        Answer answer = user.upload("/api/v1/predictions", "dish.jpg", Pictures.jpeg(seed, 160, 120));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private byte[] photo(JsonObject prediction) {
        return user.get(prediction.getString("image_url")).response().body();
    }

    private String status(String path) {
        Answer answer = probe.get(path);
        return answer.status() + " " + answer.json().getString("status");
    }
}
