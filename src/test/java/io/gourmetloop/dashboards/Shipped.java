package io.gourmetloop.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the folder {@code grafana} asks: of Prometheus and of PostgreSQL, in panels and in rules. */
final class Shipped {
    private static final Path DASHBOARDS = Path.of("grafana", "dashboards");
    private static final String ANYTHING = ".*";

    private Shipped() {}

    /** A query and where it stands. */
    record Query(String place, String text) {
        @Override
        public String toString() {
            return place + ": " + text;
        }
    }

    /** A rule: exactly one of the names is blank. */
    record Rule(String record, String alert, String expression, String runbook) {
        boolean isAlert() {
            return !alert.isEmpty();
        }

        /** An expression that has a value whether or not the alert fires, as long as all that it compares is there. */
        Query comparison() {
            return new Query(alert, Comparisons.asValues(expression));
        }
    }

    /** For every version and window. */
    static List<Query> panelQueries() {
        return queries("expr").stream()
                .map(query -> new Query(
                        query.place(),
                        query.text().replace("$version", ANYTHING).replace("$window", ANYTHING)))
                .toList();
    }

    /** Of the versions, windows and times that the literals name, as the data source of Grafana would write them. */
    static List<Query> sqlQueries(String versions, String windows) {
        return queries("rawSql").stream()
                .map(query -> new Query(
                        query.place(),
                        query.text()
                                .replaceAll(
                                        "\\$__timeFilter\\(([^)]*)\\)",
                                        "$1 between now() - interval '30 days' and now() + interval '1 day'")
                                .replace("$version", versions)
                                .replace("$window", windows)))
                .toList();
    }

    static List<Rule> rules() {
        return elements(read(new YAMLMapper(), Prometheus.SHIPPED.resolve("rules.yml"))
                        .get("groups"))
                .flatMap(group -> elements(group.get("rules")))
                .map(rule -> new Rule(
                        rule.path("record").asText(),
                        rule.path("alert").asText(),
                        rule.get("expr").asText(),
                        rule.path("annotations").path("runbook_url").asText()))
                .toList();
    }

    /** The alerts that the tests of the rules name. */
    static List<String> testedAlerts() {
        return elements(read(new YAMLMapper(), Prometheus.SHIPPED.resolve("rules.test.yml"))
                        .get("tests"))
                .flatMap(test -> elements(test.get("alert_rule_test")))
                .filter(test -> !test.get("exp_alerts").isEmpty())
                .map(test -> test.get("alertname").asText())
                .toList();
    }

    private static List<Query> queries(String field) {
        List<Query> queries = new ArrayList<>();
        for (Path file : files()) {
            JsonNode dashboard = read(new ObjectMapper(), file);
            elements(dashboard.get("panels"))
                    .forEach(panel -> elements(panel.path("targets"))
                            .filter(target -> target.has(field))
                            .map(target -> new Query(
                                    file.getFileName() + ", "
                                            + panel.get("title").asText(),
                                    target.get(field).asText()))
                            .forEach(queries::add));
        }
        return queries;
    }

    private static List<Path> files() {
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(ObjectMapper mapper, Path file) {
        try {
            return mapper.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
