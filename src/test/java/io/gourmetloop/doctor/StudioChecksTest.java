package io.gourmetloop.doctor;

import static io.gourmetloop.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.doctor.Finding.Verdict;
import io.gourmetloop.doctor.PretendPeer.Reply;
import io.gourmetloop.labelstudio.LabelStudioClient;
import io.gourmetloop.loop.labeling.StudioBlueprint;
import io.gourmetloop.loop.labeling.WebhookProbes;
import io.gourmetloop.platform.config.DatabaseConfig;
import io.gourmetloop.platform.config.LabelStudioConfig;
import io.gourmetloop.platform.config.LabelingConfig;
import io.gourmetloop.platform.config.Schedule;
import io.gourmetloop.platform.config.Secret;
import io.gourmetloop.platform.config.StorageConfig;
import io.gourmetloop.platform.db.Database;
import io.gourmetloop.testing.Backing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults of Label Studio and of its surroundings; {@code LabelStudioDoctorIT} plants some in a real one. */
class StudioChecksTest {
    private static final String LEGACY = "0123456789abcdef0123456789abcdef01234567";
    private static final String PERSONAL = "eyJhbGciOiJIUzI1NiJ9.eyJ0b2tlbl90eXBlIjoicmVmcmVzaCJ9.c2lnbmF0dXJl";
    private static final String PRIVATE =
            "{\"detail\": \"URL resolves to a reserved network address (block: 127.0.0.0/8)\"}";
    private static final String VALIDATE_SOURCE = "POST /api/storages/s3/validate";
    private static final String VALIDATE_TARGET = "POST /api/storages/export/s3/validate";

    private final PretendPeer studio = new PretendPeer();

    @BeforeEach
    void answer() {
        studio.on("GET /health", 200, "{\"status\": \"UP\"}")
                .on("GET /api/version/", 200, "{\"release\": \"1.23.2\"}")
                .on("GET /api/current-user/whoami", 200, "{\"email\": \"anna@example.org\"}")
                .on("GET /api/projects", 200, projects("Random Sampling Review", "Active Learning"))
                .on(VALIDATE_SOURCE, 201, "{}")
                .on(VALIDATE_TARGET, 201, "{}");
    }

    @AfterEach
    void stop() {
        studio.close();
    }

    private static String projects(String... titles) {
        JsonArray all = new JsonArray();
        for (String title : titles) {
            all.add(new JsonObject()
                    .put("id", all.size() + 1)
                    .put("title", title)
                    .put("created_at", "2026-11-20T16:31:00Z"));
        }
        return new JsonObject().put("results", all).encode();
    }

    @Test
    void a_label_studio_that_is_as_it_should_be() {
        FindingAssert.ok(new StudioCheck(studio.peer()), "up at " + studio.address());
        FindingAssert.ok(new StudioVersionCheck(studio.peer()), "1.23.2");
        FindingAssert.ok(new StudioTokenCheck(client(LEGACY)), "a legacy token of anna@example.org");
        FindingAssert.ok(storage(), "it reads the bucket labelstudio at its S3_ENDPOINT");
    }

    @Test
    void a_label_studio_that_is_not_there() {
        FindingAssert.failed(
                new StudioCheck(studio.nobody()), "nobody answers at http://127.0.0.1:1", "correct label-studio.url");
    }

    @Test
    void something_else_at_its_address() {
        studio.on("GET /health", 302, "");

        FindingAssert.failed(
                new StudioCheck(studio.peer()),
                "answers with status 302",
                "set label-studio.url to where Label Studio itself answers");
    }

    @Test
    void a_version_that_was_never_seen_to_work() {
        studio.on("GET /api/version/", 200, "{\"release\": \"1.9.0\"}");
        FindingAssert.found(
                Verdict.WARNING, new StudioVersionCheck(studio.peer()), "version 1.9.0", "update Label Studio");

        studio.on("GET /api/version/", 200, "{\"release\": \"2.0.0rc1\"}");
        FindingAssert.found(
                Verdict.WARNING, new StudioVersionCheck(studio.peer()), "version 2.0.0rc1", "work with 1.23");
    }

    @Test
    void a_token_that_is_not_accepted() {
        studio.on("GET /api/current-user/whoami", 401, "{\"detail\": \"Invalid token.\"}")
                .on("POST /api/token/refresh/", 401, "{\"detail\": \"Token is blacklisted\"}");

        FindingAssert.failed(
                new StudioTokenCheck(client(LEGACY)),
                "a legacy token (Invalid token.)",
                "copy a valid one from the page Account & Settings");
        FindingAssert.failed(
                new StudioTokenCheck(client(PERSONAL)),
                "a personal access token (Token is blacklisted)",
                "the organization allows a personal access token");
    }

    @Test
    void protection_that_refuses_the_store() {
        studio.on(VALIDATE_TARGET, 403, PRIVATE);

        FindingAssert.failed(
                storage(),
                "Label Studio refuses addresses of private networks (URL resolves to a reserved network address",
                "leave label-studio.s3-endpoint blank and start Label Studio with S3_ENDPOINT");
    }

    @Test
    void keys_that_the_store_does_not_accept_from_label_studio() {
        studio.on(
                VALIDATE_SOURCE,
                400,
                "{\"detail\": \"Validation error\", \"validation_errors\": {\"non_field_errors\":"
                        + " [\"Cannot connect to S3 labelstudio with specified AWS credentials\"]}}");

        FindingAssert.failed(
                storage(), "with specified AWS credentials", "correct label-studio.s3-access-key and .s3-secret-key");
    }

    @Test
    void a_store_that_label_studio_does_not_reach() {
        studio.on(VALIDATE_TARGET, 500, "{\"detail\": \"Could not connect to the endpoint URL\"}");

        FindingAssert.failed(storage(), "Could not connect to the endpoint URL", "reachable from Label Studio's side");
    }

    @Test
    void projects_that_were_never_set_up() {
        studio.on("GET /api/projects", 200, projects("Somebody's"));

        FindingAssert.failed(
                storage(), "there is no project 'Random Sampling Review' yet", "run gourmetloop label-studio setup");
    }

    @Test
    void an_ml_backend_that_is_not_connected() {
        studio.on("GET /api/ml/", 200, "[]");

        FindingAssert.failed(
                new StudioMlBackendCheck(client(LEGACY), blueprint()),
                "'Active Learning' is not connected to http://loop.example.org/ml",
                "run gourmetloop label-studio setup");
    }

    @Test
    void protection_that_refuses_the_webhook() {
        studio.on("POST /api/webhooks/", 403, PRIVATE);

        FindingAssert.failed(
                webhook(), "Label Studio refuses addresses of private networks", "USE_DEFAULT_BANNED_SUBNETS=false");
    }

    @Test
    void an_address_that_is_none_to_label_studio() {
        studio.on(
                "POST /api/webhooks/",
                400,
                "{\"detail\": \"Validation error\", \"validation_errors\": {\"url\": [\"Enter a valid URL.\"]}}");

        FindingAssert.failed(webhook(), "Enter a valid URL.", "a host with a dot in its name");
    }

    @Test
    void announcements_that_do_not_arrive() {
        studio.on("POST /api/webhooks/", 201, "{\"id\": 5, \"url\": \"http://loop.example.org\"}")
                .on("PATCH /api/projects/1", 200, "{}")
                .on("DELETE /api/webhooks/5/", 204, "");

        FindingAssert.failed(
                webhook(),
                "what it announces to http://loop.example.org does not arrive",
                "label-studio.webhook-url has to lead from Label Studio to this server");
        assertThat(studio.asked).as("it is taken away again").contains("DELETE /api/webhooks/5/");
    }

    @Test
    void announcements_that_arrive() {
        WebhookProbes probes = probes();
        studio.on(
                        "POST /api/webhooks/",
                        body -> probes.arrived(probe(body))
                                .map(new Reply(201, "{\"id\": 5, \"url\": \"http://loop.example.org\"}")))
                .on("PATCH /api/projects/1", 200, "{}")
                .on("DELETE /api/webhooks/5/", 204, "");

        FindingAssert.ok(
                new StudioWebhookCheck(client(LEGACY), blueprint(), probes, studio.vertx),
                "arrives at http://loop.example.org");
    }

    private static UUID probe(Buffer body) {
        String url = body.toJsonObject().getString("url");
        return UUID.fromString(url.substring(url.indexOf('=') + 1));
    }

    private Check storage() {
        return new StudioStorageCheck(client(LEGACY), blueprint());
    }

    private Check webhook() {
        return new StudioWebhookCheck(client(LEGACY), blueprint(), probes(), studio.vertx);
    }

    private WebhookProbes probes() {
        DatabaseConfig database = Backing.database();
        return new WebhookProbes(await(Database.open(studio.vertx, database)).pool());
    }

    private LabelStudioClient client(String token) {
        return new LabelStudioClient(studio.vertx, config(token), new Random(1), new SimpleMeterRegistry());
    }

    private StudioBlueprint blueprint() {
        StorageConfig storage = Backing.storage();
        return new StudioBlueprint(
                config(LEGACY),
                new StorageConfig(
                        storage.endpoint(),
                        storage.region(),
                        storage.accessKey(),
                        storage.secretKey(),
                        "",
                        storage.threads(),
                        storage.timeout(),
                        storage.retryAfter(),
                        storage.maxSpooled()),
                new LabelingConfig(
                        LabelingConfig.Annotator.LABEL_STUDIO, 1, Duration.ofMinutes(1), 0.9, Duration.ofDays(1)));
    }

    private LabelStudioConfig config(String token) {
        Duration patience = Duration.ofSeconds(10);
        return new LabelStudioConfig(
                studio.address(),
                null,
                new Secret(token),
                null,
                "",
                new Secret(""),
                LabelStudioConfig.PhotoLinks.S3,
                URI.create("http://loop.example.org"),
                new Secret("a secret of this test"),
                true,
                patience,
                patience,
                new Schedule.ByHand(),
                new Schedule.ByHand(),
                new Schedule.ByHand());
    }
}
