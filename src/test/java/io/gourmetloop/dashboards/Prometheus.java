package io.gourmetloop.dashboards;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gourmetloop.testing.Backing;
import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Peers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The real Prometheus of the machine, as a process with a folder of its own and the product's configuration. */
public final class Prometheus implements AutoCloseable {
    /** The configuration and the rules that are shipped. */
    static final Path SHIPPED = Path.of("grafana", "prometheus");

    private static final Pattern LISTENS = Pattern.compile("Listening on.* address=\"?(127\\.0\\.0\\.1:[1-9][0-9]*)");

    private final Process process;
    private final Path folder;
    private final Browserless http;

    private Prometheus(Process process, Path folder, URI address) {
        this.process = process;
        this.folder = folder;
        this.http = new Browserless(address);
    }

    /** Skips the test that calls it where the program is missing, by the rule of {@link Peers}. */
    public static Prometheus scraping(List<URI> servers) {
        Peers.need("prometheus on the PATH", () -> isThere("prometheus"));
        try {
            Path folder = Files.createTempDirectory("gourmetloop-prometheus-");
            Files.writeString(folder.resolve("prometheus.yml"), configuration(servers));
            Files.copy(SHIPPED.resolve("rules.yml"), folder.resolve("rules.yml"));
            Process process = new ProcessBuilder(
                            "prometheus",
                            "--config.file=" + folder.resolve("prometheus.yml"),
                            "--storage.tsdb.path=" + folder.resolve("data"),
                            "--web.listen-address=127.0.0.1:0",
                            "--enable-feature=exemplar-storage")
                    .redirectErrorStream(true)
                    .start();
            return new Prometheus(process, folder, address(process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The shipped one, faster and with other targets. */
    private static String configuration(List<URI> servers) throws IOException {
        String targets = servers.stream()
                .map(server -> '"' + server.getAuthority() + '"')
                .collect(Collectors.joining(", ", "[", "]"));
        return Files.readString(SHIPPED.resolve("prometheus.yml"))
                .replace("interval: 15s", "interval: 1s")
                .replace("[\"server:8081\"]", targets);
    }

    /** The log is read on, so that the process never waits for its reader. */
    private static URI address(Process process) throws IOException {
        BufferedReader log = process.inputReader(UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            said.append(line).append('\n');
            Matcher listens = LISTENS.matcher(line);
            if (listens.find()) {
                Thread reader = new Thread(() -> log.lines().forEach(rest -> {}), "prometheus-log");
                reader.setDaemon(true);
                reader.start();
                return URI.create("http://" + listens.group(1));
            }
        }
        throw new IllegalStateException("Prometheus ended:\n" + said);
    }

    /** What an instant query answers now; fails when Prometheus does not understand it. */
    List<JsonObject> query(String expression) {
        return objects(data("/api/v1/query?query=" + encoded(expression)).getJsonArray("result"));
    }

    List<JsonObject> exemplars(String selector, long fromSecond, long toSecond) {
        Browserless.Answer answer = http.get(
                "/api/v1/query_exemplars?query=" + encoded(selector) + "&start=" + fromSecond + "&end=" + toSecond);
        return objects(answer.json().getJsonArray("data"));
    }

    /** Names of the alerts that fire. */
    List<String> firing() {
        return alerts().map(alert -> alert.getJsonObject("labels").getString("alertname"))
                .distinct()
                .toList();
    }

    /** What those who are woken by a firing alert of this name read. */
    public List<String> summaries(String name) {
        return alerts().filter(alert ->
                        alert.getJsonObject("labels").getString("alertname").equals(name))
                .map(alert -> alert.getJsonObject("annotations").getString("summary"))
                .toList();
    }

    private Stream<JsonObject> alerts() {
        return objects(data("/api/v1/alerts").getJsonArray("alerts")).stream()
                .filter(alert -> alert.getString("state").equals("firing"));
    }

    private JsonObject data(String path) {
        Browserless.Answer answer = http.get(path);
        JsonObject body = answer.json();
        if (!"success".equals(body.getString("status"))) {
            throw new AssertionError(path + ": " + answer.body());
        }
        return body.getJsonObject("data");
    }

    private static List<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static boolean isThere(String program) {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Runs Prometheus' tool on a text; answers what it says, which is nothing but a summary where all is well. */
    static String tool(String input, String... arguments) {
        Peers.need("promtool on the PATH", () -> isThere("promtool"));
        try {
            Path given = Files.createTempFile("promtool-", ".in");
            Files.writeString(given, input);
            Process tool = new ProcessBuilder(command(arguments))
                    .redirectErrorStream(true)
                    .redirectInput(given.toFile())
                    .start();
            String said = new String(tool.getInputStream().readAllBytes(), UTF_8);
            int status = tool.waitFor();
            Files.delete(given);
            return status == 0 ? "" : said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> command(String... arguments) {
        List<String> command = new java.util.ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        return command;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Backing.deleteTree(folder);
    }
}
