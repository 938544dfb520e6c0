package io.gourmetloop.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.platform.config.ConfigurationLoader;
import io.gourmetloop.platform.config.HttpConfig;
import io.gourmetloop.platform.config.Secret;
import io.gourmetloop.testing.Await;
import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Browserless.Answer;
import io.gourmetloop.testing.RunningApp;
import io.gourmetloop.web.limits.Intake;
import io.gourmetloop.web.limits.UploadMemory;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract promises what the server does, and the server does what the contract promises. */
class ContractTest {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");
    private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

    private final RunningApp app = RunningApp.shared();

    record Promise(String method, String path, JsonObject operation) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static Stream<Promise> promises() {
        JsonObject paths = Contract.document().getJsonObject("paths");
        return paths.fieldNames().stream().flatMap(path -> promises(path, paths.getJsonObject(path)));
    }

    private static Stream<Promise> promises(String path, JsonObject item) {
        return item.fieldNames().stream()
                .filter(METHODS::contains)
                .map(method -> new Promise(method, path, item.getJsonObject(method)));
    }

    @ParameterizedTest
    @MethodSource("promises")
    void each_promise_is_kept_for_those_who_have_the_role(Promise promise) {
        Answer admin = call(app.admin(), promise);
        Answer anybody = call(new Browserless(app.address()), promise);

        assertThat(admin.status()).as(admin.body()).isNotIn(401, 403, 405, 500, 501);
        assertThat(admin.body()).doesNotContain("There is nothing at");
        if (promise.operation().containsKey("x-role")) {
            ProblemAssert.that(anybody, 401, "NOT_LOGGED_IN");
        }
        if (admin.status() >= 400) {
            assertThat(admin.header("Content-Type")).isEqualTo("application/problem+json");
        }
    }

    /** With nothing in the body, and names of nothing in the path. */
    private static Answer call(Browserless caller, Promise promise) {
        String path = PARAMETER.matcher(promise.path()).replaceAll("nothing");
        return switch (promise.method()) {
            case "get" -> caller.get(path);
            case "put" -> caller.put(path, new JsonObject());
            case "delete" -> caller.delete(path);
            default -> caller.post(path, new JsonObject());
        };
    }

    @Test
    void each_operation_has_a_summary_and_a_group() {
        assertThat(promises()).allSatisfy(promise -> {
            assertThat(promise.operation().getString("summary")).isNotBlank();
            assertThat(promise.operation().getJsonArray("tags")).hasSize(1);
        });
    }

    @Test
    void an_operation_without_a_promise_or_a_promise_without_an_operation_fails_the_start() {
        Vertx vertx = Vertx.vertx();
        try {
            Resource complete = () -> promises()
                    .collect(java.util.stream.Collectors.toMap(
                            promise -> promise.operation().getString("operationId"), promise -> ctx -> {}));
            Resource surplus = () -> Map.of("brewCoffee", ctx -> {});

            assertThat(Await.await(router(vertx, complete).create()).getRoutes())
                    .isNotEmpty();
            assertThat(Await.failure(router(vertx, complete, surplus).create())).hasMessageContaining("brewCoffee");
            assertThat(Await.failure(router(vertx).create())).hasMessageContaining("nothing answers it");
        } finally {
            Await.await(vertx.close());
        }
    }

    private static ApiRouter router(Vertx vertx, Resource... resources) {
        HttpConfig config = new ConfigurationLoader(Map.of(), Path.of("/"), Path.of("/"))
                .load(Optional.empty(), Map.of())
                .http();
        Bodies bodies = new Bodies(
                UploadMemory.of(config, 1_000_000_000, Clock.systemUTC()),
                Intake.Pace.of(config),
                new ClientAddress(false),
                new WebhookSecret(new Secret("")));
        return new ApiRouter(vertx, List.of(resources), bodies);
    }

    @Test
    void a_path_or_a_method_that_nobody_promised_is_a_problem() {
        Browserless anybody = new Browserless(app.address());

        ProblemAssert.that(anybody.get("/api/v1/nothing"), 404, "NOT_FOUND");
        ProblemAssert.that(anybody.get("/admin.php"), 404, "NOT_FOUND");
        ProblemAssert.that(anybody.put("/api/v1/predictions", new JsonObject()), 405, "METHOD_NOT_ALLOWED");
        ProblemAssert.that(
                anybody.post("/api/v1/feedback", "application/json", "{broken".getBytes(UTF_8)),
                400,
                "INVALID_REQUEST");
        ProblemAssert.that(
                anybody.post("/api/v1/feedback", "application/json", new byte[70_000]), 413, "BODY_TOO_LARGE");
    }

    @Test
    void the_contract_is_shown_without_the_internet() {
        Browserless anybody = new Browserless(app.address());

        assertThat(anybody.get("/openapi.yaml").body()).isEqualTo(new String(Contract.yaml(), UTF_8));
        String page = anybody.get("/docs").body();
        List<String> loaded = LOADED.matcher(page)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        assertThat(loaded).hasSizeGreaterThan(2).allMatch(file -> file.startsWith("/docs/"));
        assertThat(loaded).allMatch(file -> anybody.get(file).status() == 200);
        assertThat(anybody.get("/docs/start.js").body()).contains("/openapi.yaml");
    }
}
