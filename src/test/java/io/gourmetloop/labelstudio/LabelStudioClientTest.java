package io.gourmetloop.labelstudio;

import static io.gourmetloop.testing.Await.await;
import static io.gourmetloop.testing.Await.failure;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.labelstudio.FakeStudio.Reply;
import io.gourmetloop.testing.LabelStudio;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelStudioClientTest {
    private static final String LEGACY = "0123456789abcdef0123456789abcdef01234567";
    private static final String PERSONAL = "eyJhbGciOiJIUzI1NiJ9.eyJ0b2tlbl90eXBlIjoicmVmcmVzaCJ9.c2ln";

    @Test
    void a_legacy_token_is_sent_as_it_is() {
        try (var studio = new FakeStudio(request -> tasks(3))) {
            assertThat(await(studio.client(LEGACY).taskCount(1))).isEqualTo(3);

            assertThat(studio.requests).containsExactly("GET /api/projects/1 Token " + LEGACY);
        }
    }

    @Test
    void a_personal_access_token_buys_one_access_token_for_all_calls_that_wait() {
        try (var studio = new FakeStudio(exchanging(sold -> access(sold, 300), request -> tasks(3)))) {
            LabelStudioClient client = studio.client(PERSONAL);

            await(Future.join(
                    IntStream.range(0, 10).mapToObj(i -> client.taskCount(i)).toList()));
            await(client.taskCount(11));

            assertThat(studio.count("POST /api/token/refresh/")).isEqualTo(1);
            assertThat(studio.requests)
                    .filteredOn(request -> request.startsWith("GET"))
                    .hasSize(11)
                    .allMatch(request -> request.endsWith("Bearer " + access(1, 300)));
        }
    }

    @Test
    void an_access_token_is_renewed_before_its_end() {
        try (var studio = new FakeStudio(exchanging(sold -> access(sold, 30), request -> tasks(3)))) {
            LabelStudioClient client = studio.client(PERSONAL);
            await(client.taskCount(1));
            await(client.taskCount(1));

            assertThat(studio.count("POST /api/token/refresh/")).isEqualTo(2);
        }
    }

    @Test
    void a_refused_access_token_is_renewed_once() {
        Function<HttpServerRequest, Reply> onlyTheSecond =
                request -> ("Bearer " + access(2, 300)).equals(request.getHeader("Authorization"))
                        ? tasks(3)
                        : problem(401, "expired");
        try (var studio = new FakeStudio(exchanging(sold -> access(sold, 300), onlyTheSecond))) {
            assertThat(await(studio.client(PERSONAL).taskCount(1))).isEqualTo(3);
        }
        try (var studio = new FakeStudio(exchanging(sold -> access(sold, 300), request -> problem(401, "no")))) {
            assertThat(failure(studio.client(PERSONAL).taskCount(1)))
                    .hasMessageContaining("does not accept label-studio.token, a personal access token (no)");
            assertThat(studio.count("POST /api/token/refresh/")).isEqualTo(2);
        }
    }

    @Test
    void what_changes_nothing_twice_is_tried_again_and_nothing_else() {
        AtomicInteger asked = new AtomicInteger();
        try (var studio = new FakeStudio(
                request -> asked.incrementAndGet() % 3 == 0 ? tasks(3) : new Reply(503, "<html>busy</html>"))) {
            LabelStudioClient client = studio.client(LEGACY);

            assertThat(await(client.taskCount(1))).isEqualTo(3);
            assertThat(studio.requests).hasSize(3);
            assertThat(failure(client.createProject("A", settings())))
                    .hasMessage("Label Studio failed at POST /api/projects (503): without a reason");
            assertThat(studio.requests).hasSize(4);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|INVALID_VALUE|{'detail':'Validation error','validation_errors':{'title':['Too short'],'non_field_errors':['Bad']}}|refuses POST /api/projects (400): Validation error: title: Too short; Bad",
                "401|LABEL_STUDIO_UNAVAILABLE|{'detail':'Invalid token.'}|does not accept label-studio.token, a legacy token (Invalid token.)",
                "403|LABEL_STUDIO_UNAVAILABLE|{'detail':'No permission'}|needs the rights of an administrator",
                "403|INVALID_VALUE|{'detail':'URL resolves to a reserved network address (block: 10.0.0.0/8)'}|start it with USE_DEFAULT_BANNED_SUBNETS=false",
                "404|NOT_FOUND|{'detail':'Not found.'}|has no such thing: POST /api/projects: Not found.",
                "429|RATE_LIMITED|{'detail':'Slowly'}|(429): Slowly",
                "500|LABEL_STUDIO_UNAVAILABLE|{'detail':'database is locked'}|failed at POST /api/projects (500): database is locked",
            })
    void a_refusal_says_what_to_do(int status, ErrorCode code, String body, String text) {
        try (var studio = new FakeStudio(request -> new Reply(status, body.replace('\'', '"')))) {
            Throwable refusal = failure(studio.client(LEGACY).createProject("A", settings()));

            assertThat(refusal).hasMessageContaining(text);
            assertThat(((Failure) refusal).code()).isEqualTo(code);
        }
    }

    @Test
    void an_address_that_leads_on_is_told() {
        try (var studio =
                new FakeStudio(request -> new Reply(301, "", Map.of("Location", "https://studio/api/projects")))) {
            assertThat(failure(studio.client(LEGACY).projects()))
                    .hasMessageContaining("leads on to https://studio/api/projects; set label-studio.url");
        }
    }

    @Test
    void silence_ends_with_the_deadline_and_absence_at_once() {
        try (var studio = new FakeStudio(request -> new Reply(0, ""))) {
            Failure late = (Failure)
                    failure(studio.client(LEGACY, Duration.ofMillis(300)).taskCount(1));
            assertThat(late.code()).isEqualTo(ErrorCode.LABEL_STUDIO_UNAVAILABLE);
            assertThat(late).hasMessageContaining("gave no answer to GET /api/projects/1 in time");
        }
        Vertx vertx = Vertx.vertx();
        URI nobody = URI.create("http://127.0.0.1:" + LabelStudio.freePort());
        assertThat(failure(FakeStudio.client(vertx, nobody, LEGACY, Duration.ofSeconds(10))
                        .taskCount(1)))
                .hasMessageContaining("does not answer at " + nobody)
                .hasMessageContaining("correct label-studio.url");
        await(vertx.close());
    }

    @Test
    void projects_are_read_to_the_last_page() {
        try (var studio = new FakeStudio(request -> {
            int page = Integer.parseInt(request.getParam("page"));
            return FakeStudio.json(new JsonObject()
                    .put("next", page < 3 ? "http://elsewhere/?page=" + (page + 1) : null)
                    .put(
                            "results",
                            new JsonArray()
                                    .add(new JsonObject()
                                            .put("id", page)
                                            .put("title", "Project " + page)
                                            .put("created_at", "2026-11-20T12:00:00.123456Z"))));
        })) {
            assertThat(await(studio.client(LEGACY).projects()))
                    .extracting(Project::title)
                    .containsExactly("Project 1", "Project 2", "Project 3");
        }
    }

    @Test
    void a_project_tells_when_it_was_made_if_there_is_one() {
        try (var studio = new FakeStudio(request -> request.path().endsWith("/1")
                ? FakeStudio.json(new JsonObject().put("id", 1).put("created_at", "2026-11-20T10:00:00.123456Z"))
                : problem(404, "No Project matches the given query."))) {
            LabelStudioClient client = studio.client(LEGACY);

            assertThat(await(client.bornAt(1))).contains(Instant.parse("2026-11-20T10:00:00.123456Z"));
            assertThat(await(client.bornAt(2))).isEmpty();
        }
    }

    @Test
    void lists_of_tasks_name_their_annotators_as_files_do() {
        JsonObject task = new JsonObject()
                .put("id", 5)
                .put("updated_at", "2026-11-20T12:00:00.123456Z")
                .put("overlap", 2)
                .put("data", new JsonObject().put("task_id", "ours"))
                .put(
                        "annotations",
                        new JsonArray().add(new JsonObject().put("id", 17).put("completed_by", 3)));
        try (var studio = new FakeStudio(request -> request.path().equals("/api/users/")
                ? new Reply(200, "[{\"id\": 3, \"email\": \"anna@example.org\"}]")
                : FakeStudio.json(new JsonObject().put("tasks", new JsonArray().add(task))))) {
            List<StudioTask> tasks = await(studio.client(LEGACY).tasks(1, TaskQuery.changedSince(Instant.EPOCH), 1));

            assertThat(tasks).singleElement().satisfies(read -> {
                assertThat(read.ourId()).isEqualTo("ours");
                assertThat(read.overlap()).isEqualTo(2);
                assertThat(read.updatedAt()).isEqualTo("2026-11-20T12:00:00.123456Z");
                assertThat(read.file()
                                .toJsonObject()
                                .getJsonArray("annotations")
                                .encode())
                        .contains("anna@example.org");
            });
        }
    }

    @Test
    void the_end_of_a_task_and_of_a_list_are_no_failures() {
        try (var studio = new FakeStudio(request -> problem(404, "Invalid page."))) {
            LabelStudioClient client = studio.client(LEGACY);
            assertThat(await(client.task(5))).isEmpty();
            assertThat(await(client.tasks(1, TaskQuery.after(7), 2))).isEmpty();
            await(client.deleteTask(5));
        }
    }

    private static Function<HttpServerRequest, Reply> exchanging(
            Function<Integer, String> accesses, Function<HttpServerRequest, Reply> others) {
        AtomicInteger sold = new AtomicInteger();
        return request -> request.path().equals("/api/token/refresh/")
                ? FakeStudio.json(new JsonObject().put("access", accesses.apply(sold.incrementAndGet())))
                : others.apply(request);
    }

    private static String access(int number, int seconds) {
        String claims = new JsonObject()
                .put("iat", 1000)
                .put("exp", 1000 + seconds)
                .put("number", number)
                .encode();
        return "eyJ." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8)) + ".sig";
    }

    private static Reply tasks(int number) {
        return FakeStudio.json(new JsonObject().put("task_number", number));
    }

    private static Reply problem(int status, String detail) {
        return new Reply(status, new JsonObject().put("detail", detail).encode());
    }

    private static Project.Settings settings() {
        return new Project.Settings("", "<View/>", 1, true, true, true);
    }
}
