package io.gourmetloop.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Eventually;
import io.gourmetloop.testing.Pictures;
import io.gourmetloop.testing.RunningApp;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Names by Prometheus' conventions, and a number of series that no caller can raise. */
class MetricsTest {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
    private static final Pattern BAD_UNIT = Pattern.compile(".*_(ms|millis|milliseconds|minutes|kb|mb|percent)(_.*)?");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-|=\"[^\"]*/[0-9]+[/\"]");
    private static final int MOST_SERIES = 2_500;

    /** Of its own: what other tests ask for would be counted, too. */
    private static final RunningApp APP = RunningApp.start(Map.of());

    private final Browserless operator = new Browserless(APP.managementAddress());
    private final Browserless admin = APP.admin();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterAll
    static void stop() {
        APP.close();
    }

    @Test
    void each_metric_has_a_name_a_type_and_a_help_that_fit() {
        List<String> lines = operator.get("/ops/metrics").body().lines().toList();
        Set<String> helped = words(lines, "# HELP ", 0);

        assertThat(lines.stream().filter(line -> line.startsWith("# TYPE ")))
                .isNotEmpty()
                .allSatisfy(line -> {
                    String name = line.split(" ", -1)[2];
                    assertThat(name).matches(NAME).doesNotMatch(BAD_UNIT);
                    assertThat(helped).contains(name);
                    assertThat(name.endsWith("_total")).as(line).isEqualTo(line.endsWith(" counter"));
                });
    }

    @Test
    void all_that_operators_need_is_told() {
        assertThat(admin.upload("/api/v1/predictions", "dish.jpg", Pictures.jpeg(1, 200, 150))
                        .status())
                .isEqualTo(201);

        assertThat(words(operator.get("/ops/metrics").body().lines().toList(), "# TYPE ", 0))
                .contains(
                        "gourmetloop_http_request_duration_seconds",
                        "gourmetloop_event_loop_delay_seconds",
                        "gourmetloop_inference_clean_seconds",
                        "gourmetloop_inference_decode_seconds",
                        "gourmetloop_inference_tensor_seconds",
                        "gourmetloop_inference_run_seconds",
                        "gourmetloop_inference_waiting",
                        "gourmetloop_inference_rejected_total",
                        "gourmetloop_inference_confidence",
                        "gourmetloop_model_info",
                        "gourmetloop_storage_call_duration_seconds",
                        "gourmetloop_storage_available",
                        "gourmetloop_outbox_open",
                        "gourmetloop_outbox_dead",
                        "gourmetloop_outbox_oldest_age_seconds",
                        "gourmetloop_outbox_deliveries_total",
                        "gourmetloop_job_duration_seconds",
                        "gourmetloop_job_failures_total",
                        "gourmetloop_job_last_success_timestamp_seconds",
                        "gourmetloop_job_interval_seconds",
                        "gourmetloop_job_paused",
                        "vertx_pool_in_use",
                        "vertx_pool_queue_pending",
                        "vertx_sql_processing_time_seconds",
                        "process_cpu_seconds_total",
                        "log4j2_events_total");
    }

    @Test
    void no_caller_raises_the_number_of_series() throws Exception {
        for (int call = 0; call < 2; call++) {
            call();
        }
        Set<String> before = series();
        for (int call = 0; call < 20; call++) {
            call();
        }
        Set<String> after = series();

        assertThat(after)
                .filteredOn(name -> name.startsWith("gourmetloop_http_") && !before.contains(name))
                .isEmpty();
        assertThat(after).noneMatch(name -> ID.matcher(name).find()).hasSizeLessThan(MOST_SERIES);
    }

    /** Paths, ids and methods that nobody else asks for. */
    private void call() throws Exception {
        String id = UUID.randomUUID().toString();
        assertThat(admin.get("/api/v1/predictions/" + id).status()).isBetween(400, 499);
        assertThat(admin.get("/" + id).status()).isBetween(400, 499);
        assertThat(admin.get("/api/v1/jobs/job-" + id + "/runs").status()).isBetween(400, 499);
        String method = "M" + id.substring(0, 8).replaceAll("[^A-Za-z]", "x").toUpperCase(java.util.Locale.ROOT);
        HttpRequest odd = HttpRequest.newBuilder(URI.create(APP.address() + "/api/v1/model"))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<Void> answer = client.send(odd, HttpResponse.BodyHandlers.discarding());
        assertThat(answer.statusCode()).isBetween(400, 499);
    }

    /** An exemplar stays for some seconds before another one takes its place. */
    @Test
    void an_answer_is_counted_under_its_route_with_its_id_as_exemplar() {
        String id = "exemplar-" + UUID.randomUUID();
        Browserless caller = APP.admin().with("X-Request-Id", id);
        Browserless prometheus = new Browserless(APP.managementAddress())
                .with("Accept", "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3");

        Eventually.holds("an exemplar", Duration.ofSeconds(60), () -> {
            assertThat(caller.get("/api/v1/jobs/estimates/runs").status()).isEqualTo(200);
            return prometheus.get("/ops/metrics").body().contains(id);
        });

        Browserless.Answer scrape = prometheus.get("/ops/metrics");
        assertThat(scrape.header("Content-Type")).startsWith("application/openmetrics-text; version=1.0.0");
        assertThat(scrape.body()).endsWith("# EOF\n");
        assertThat(scrape.body().lines().filter(line -> line.contains(id)))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line)
                        .contains(
                                "_bucket{",
                                "method=\"GET\"",
                                "route=\"/api/v1/jobs/{job}/runs\"",
                                "status=\"200\"",
                                "request_id=\""));
    }

    private Set<String> series() {
        return operator.get("/ops/metrics")
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> words(List<String> lines, String start, int word) {
        return lines.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()).split(" ", -1)[word])
                .collect(Collectors.toSet());
    }
}
