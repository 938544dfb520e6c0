package io.gourmetloop.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.dashboards.Shipped.Query;
import io.gourmetloop.dashboards.Shipped.Rule;
import io.gourmetloop.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A real Prometheus scrapes two servers under traffic: no query of a panel or a rule is left without an answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrometheusIT {
    private static final int PHOTOS = 12;

    private Production production;
    private Prometheus prometheus;

    @BeforeAll
    void aDayInProduction() {
        production = new Production();
        prometheus = Prometheus.scraping(production.targets());
        for (int photo = 0; photo < PHOTOS; photo++) {
            production.visit();
        }
        production.label();
        production.check();
        production.closeYesterday();
        production.killADelivery();
        production.run("estimates");
    }

    @AfterAll
    void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
        if (production != null) {
            production.close();
        }
    }

    @Test
    void every_query_of_every_panel_returns_data() {
        assertAllAnswered(Shipped.panelQueries());
    }

    @Test
    void every_rule_has_something_to_record_or_to_compare() {
        List<Rule> rules = Shipped.rules();
        assertAllAnswered(Stream.concat(
                        rules.stream()
                                .filter(rule -> !rule.isAlert())
                                .flatMap(rule -> Stream.of(
                                        new Query(rule.record(), rule.expression()),
                                        new Query("recorded", rule.record()))),
                        rules.stream().filter(Rule::isAlert).map(Rule::comparison))
                .toList());
    }

    @Test
    void poor_accuracy_and_a_dead_delivery_fire() {
        Eventually.holds(
                "the alerts fire",
                Production.PATIENCE,
                () -> prometheus.firing().containsAll(List.of("AccuracyBelowTarget", "OutboxDeadMessages")));
    }

    @Test
    void slow_requests_are_shown_with_their_ids() {
        long start = Instant.now().getEpochSecond() - 3600;
        Eventually.holds("exemplars", Production.PATIENCE, () -> {
            production.visit();
            return prometheus
                    .exemplars(
                            "gourmetloop_http_request_duration_seconds_bucket{route=\"/api/v1/predictions\"}",
                            start,
                            Instant.now().getEpochSecond() + 60)
                    .stream()
                    .flatMap(series -> series.getJsonArray("exemplars").stream())
                    .anyMatch(exemplar -> exemplar.toString().contains("request_id"));
        });
    }

    @Test
    void the_panels_that_ask_the_database_are_answered_to_the_account_of_the_dashboards() throws Exception {
        try (Connection reader = production.reader()) {
            for (Query query : Shipped.sqlQueries("'v1'", "'P1D', 'activation'")) {
                assertAnswered(reader, query);
            }
            assertRefused(reader, "select * from accounts");
            assertRefused(reader, "select session_id from feedback");
            assertRefused(reader, "delete from job_runs");
        }
    }

    @Test
    void an_account_that_is_made_later_is_granted_the_same() throws IOException {
        String migration = Files.readString(Path.of("src/main/resources/db/migration/V6__schedules.sql"));

        assertThat(Files.readAllLines(Path.of("grafana", "reader.sql")).stream()
                        .filter(line -> line.startsWith("grant ")))
                .isNotEmpty()
                .allSatisfy(grant -> assertThat(migration).contains(grant));
    }

    @Test
    void the_tool_of_prometheus_finds_nothing_to_say() throws IOException {
        assertThat(Prometheus.tool(production.operator().get("/ops/metrics").body(), "check", "metrics"))
                .isEmpty();
        assertThat(Prometheus.tool("", "check", "config", shipped("prometheus.yml")))
                .isEmpty();
        assertThat(Prometheus.tool("", "test", "rules", shipped("rules.test.yml")))
                .isEmpty();
    }

    @Test
    void each_alert_has_a_test_and_a_paragraph_of_the_runbook() throws IOException {
        List<Rule> alerts = Shipped.rules().stream().filter(Rule::isAlert).toList();
        List<String> paragraphs = Files.readAllLines(Path.of("docs", "runbook.md")).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .toList();

        assertThat(paragraphs)
                .containsExactlyElementsOf(alerts.stream().map(Rule::alert).toList());
        assertThat(Shipped.testedAlerts())
                .containsAll(alerts.stream().map(Rule::alert).toList());
        assertThat(alerts)
                .allSatisfy(alert -> assertThat(alert.runbook())
                        .isEqualTo("docs/runbook.md#" + alert.alert().toLowerCase(java.util.Locale.ROOT)));
    }

    private static String shipped(String file) {
        return Prometheus.SHIPPED.resolve(file).toString();
    }

    /** Traffic goes on meanwhile: rates need more than one moment. */
    private void assertAllAnswered(List<Query> queries) {
        List<Query> open = new ArrayList<>(queries);
        assertThat(open).isNotEmpty();
        Predicate<Query> answered = query -> !prometheus.query(query.text()).isEmpty();
        try {
            Eventually.holds("all is answered", Production.PATIENCE, () -> {
                production.visit();
                open.removeIf(answered);
                return open.isEmpty();
            });
        } catch (AssertionError e) {
            assertThat(open).as("queries without an answer").isEmpty();
            throw e;
        }
    }

    private static void assertAnswered(Connection reader, Query query) throws SQLException {
        try (Statement statement = reader.createStatement();
                ResultSet rows = statement.executeQuery(query.text())) {
            ResultSetMetaData columns = rows.getMetaData();
            assertThat(rows.next()).as("%s", query).isTrue();
            for (int column = 1; column <= columns.getColumnCount(); column++) {
                if (columns.getColumnName(column).equals("time")) {
                    assertThat(columns.getColumnTypeName(column))
                            .as("%s", query)
                            .isEqualTo("timestamptz");
                }
            }
        }
    }

    private static void assertRefused(Connection reader, String sql) throws SQLException {
        try (Statement statement = reader.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            assertThat(e.getSQLState()).as(sql).isEqualTo("42501");
            return;
        }
        throw new AssertionError("The account of the dashboards may " + sql);
    }
}
