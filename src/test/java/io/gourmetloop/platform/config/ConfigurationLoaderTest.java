package io.gourmetloop.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationLoaderTest {
    private static final Path HOME = Path.of("/opt/gourmetloop");

    @TempDir
    private Path directory;

    @Test
    void nothing_given_means_the_defaults() {
        Configuration settings = load(Map.of());

        assertThat(settings.profile()).isEqualTo(Configuration.Profile.LOCAL);
        assertThat(settings.dataDirectory()).isEqualTo(HOME.resolve("data"));
        assertThat(settings.http())
                .isEqualTo(new HttpConfig(
                        "127.0.0.1",
                        8080,
                        null,
                        List.of(),
                        new Bytes(25_000_000),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(20),
                        2000,
                        100,
                        false,
                        new HttpLimitsConfig(
                                200, Duration.ofSeconds(10), 0.4, 64, new Bytes(1000), Duration.ofSeconds(5))));
        assertThat(settings.database().isEmbedded()).isTrue();
        assertThat(settings.storage().isEmbedded()).isTrue();
        assertThat(settings.storage().bucketPrefix()).isEmpty();
        assertThat(settings.model().initial()).isNull();
        assertThat(settings.labelStudio())
                .isEqualTo(new LabelStudioConfig(
                        null,
                        null,
                        new Secret(""),
                        null,
                        "",
                        new Secret(""),
                        LabelStudioConfig.PhotoLinks.S3,
                        null,
                        new Secret(""),
                        false,
                        Duration.ofSeconds(15),
                        Duration.ofMinutes(10),
                        Schedule.every(Duration.ofMinutes(1)),
                        Schedule.every(Duration.ofSeconds(30)),
                        Schedule.every(Duration.ofSeconds(60))));
        assertThat(settings.monitoring().windows())
                .containsExactly(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(7));
        assertThat(settings.schedule().checks()).isEqualTo(new Schedule.Calendar("17 2 * * *"));
        assertThat(settings.checks().propertyDrift()).isEqualTo(new CheckConfig(0.15, 0.2, false));
        assertThat(settings.checks().trainTestLeakage()).isEqualTo(new CheckConfig(0, 0, true));
    }

    @Test
    void every_kind_of_value_is_read_from_a_file() throws IOException {
        Configuration settings = load(file("""
                profile: prod
                data-directory: kept/here
                http: {host: 0.0.0.0, port: 80, public-url: 'https://dishes.example.org', max-body: 512 KiB}
                database:
                  url: postgresql://db.example.org:5432/loop
                  password: "0042: #hard"
                  connect-timeout: PT2.5S
                storage:
                  bucket-prefix: team-a-
                auth: {secure-cookies: true, lock-out: 90s}
                sampling:
                  random: {rate: 0.25}
                  low-confidence: {threshold: 1}
                outbox: {poll: 250ms, last-retry: 1d}
                schedule: {noisy-sweep: 0, orphan-sweep: 30 3 * * *}
                labeling: {annotator: label-studio}
                label-studio:
                  url: http://studio.example.org:8080
                  public-url: https://studio.example.org
                  token: 0123abcd
                  s3-endpoint: http://minio:9000
                  s3-access-key: annotators
                  s3-secret-key: of the bucket
                  photo-links: signed
                  webhook-url: http://loop.example.org
                  webhook-secret: sixteen or more of them
                  ml-backend: true
                  timeout: 5s
                  import-timeout: 1h
                  setup: 10m
                  sync: 10s
                  reconcile: 0
                monitoring: {windows: [30m, 7d]}
                checks: {window: 6h, flag-rate: {fail: 70, blocks-training: true}}
                logging: {format: json, level: DEBUG}
                """));

        assertThat(settings.profile()).isEqualTo(Configuration.Profile.PROD);
        assertThat(settings.dataDirectory()).isEqualTo(directory.resolve("kept/here"));
        assertThat(settings.http().publicUrl()).isEqualTo(URI.create("https://dishes.example.org"));
        assertThat(settings.http().maxBody()).isEqualTo(new Bytes(524_288));
        assertThat(settings.http().idleTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.database().url()).isEqualTo(URI.create("postgresql://db.example.org:5432/loop"));
        assertThat(settings.database().password().reveal()).isEqualTo("0042: #hard");
        assertThat(settings.database().connectTimeout()).isEqualTo(Duration.ofMillis(2500));
        assertThat(settings.storage().bucketPrefix()).isEqualTo("team-a-");
        assertThat(settings.auth().secureCookies()).isTrue();
        assertThat(settings.auth().lockOut()).isEqualTo(Duration.ofSeconds(90));
        assertThat(settings.sampling().random().rate()).isEqualTo(0.25);
        assertThat(settings.sampling().lowConfidence().threshold()).isEqualTo(1.0);
        assertThat(settings.outbox().poll()).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.schedule().noisySweep()).isEqualTo(new Schedule.ByHand());
        assertThat(settings.schedule().orphanSweep()).isEqualTo(new Schedule.Calendar("30 3 * * *"));
        assertThat(settings.schedule().estimates()).isEqualTo(new Schedule.Every(Duration.ofSeconds(60)));
        assertThat(settings.checks().window()).isEqualTo(Duration.ofHours(6));
        assertThat(settings.checks().flagRate()).isEqualTo(new CheckConfig(20, 70, true));
        assertThat(settings.labeling().annotator()).isEqualTo(LabelingConfig.Annotator.LABEL_STUDIO);
        assertThat(settings.labelStudio())
                .isEqualTo(new LabelStudioConfig(
                        URI.create("http://studio.example.org:8080"),
                        URI.create("https://studio.example.org"),
                        new Secret("0123abcd"),
                        URI.create("http://minio:9000"),
                        "annotators",
                        new Secret("of the bucket"),
                        LabelStudioConfig.PhotoLinks.SIGNED,
                        URI.create("http://loop.example.org"),
                        new Secret("sixteen or more of them"),
                        true,
                        Duration.ofSeconds(5),
                        Duration.ofHours(1),
                        Schedule.every(Duration.ofMinutes(10)),
                        Schedule.every(Duration.ofSeconds(10)),
                        new Schedule.ByHand()));
        assertThat(settings.monitoring().windows()).containsExactly(Duration.ofMinutes(30), Duration.ofDays(7));
        assertThat(settings.logging())
                .isEqualTo(new LoggingConfig(LoggingConfig.Format.JSON, LoggingConfig.Level.DEBUG));
    }

    @Test
    void the_command_line_beats_the_environment_beats_the_file_beats_the_defaults() throws IOException {
        Path file = file("http: {port: 1001, host: file, max-connections: 7}\nmanagement: {port: 1001}");
        Map<String, String> environment =
                Map.of("GOURMETLOOP_HTTP_PORT", "1002", "GOURMETLOOP_HTTP_HOST", "environment", "HTTP_PORT", "9");

        HttpConfig http = loader(environment)
                .load(Optional.of(file), Map.of("http.port", "1003"))
                .http();

        assertThat(http.port()).isEqualTo(1003);
        assertThat(http.host()).isEqualTo("environment");
        assertThat(http.maxConnections()).isEqualTo(7);
        assertThat(http.anonymousRequestsPerMinute()).isEqualTo(100);
    }

    @Test
    void where_any_free_port_will_do_one_is_taken_for_metrics_too_unless_it_is_given() throws IOException {
        Map<String, String> any = Map.of("GOURMETLOOP_HTTP_PORT", "0");

        assertThat(load(any).management().port()).isZero();
        assertThat(loader(any)
                        .load(Optional.of(file("management: {port: 8081}")), Map.of())
                        .management()
                        .port())
                .isEqualTo(8081);
        assertThat(load(Map.of()).management().port()).isEqualTo(8081);
    }

    @Test
    void the_environment_can_name_the_file_and_the_command_line_another() throws IOException {
        Path named = file("http: {port: 1001}");
        Path other = Files.writeString(directory.resolve("other.yaml"), "http: {port: 1002}");
        Map<String, String> environment = Map.of("GOURMETLOOP_CONFIG", named.toString());

        assertThat(load(environment).http().port()).isEqualTo(1001);
        assertThat(loader(environment).load(Optional.of(other), Map.of()).http().port())
                .isEqualTo(1002);
    }

    @Test
    void a_list_in_the_environment_is_parted_by_commas() {
        assertThat(load(Map.of("GOURMETLOOP_MONITORING_WINDOWS", "1h, 2d"))
                        .monitoring()
                        .windows())
                .containsExactly(Duration.ofHours(1), Duration.ofDays(2));
    }

    /** As it is with umlauts where the locale is C: half of a character is beyond every encoding. */
    @Test
    void a_path_that_the_locale_cannot_name_says_what_to_set() {
        assertThat(problems(loader(Map.of("GOURMETLOOP_DATA_DIRECTORY", "d\ud800ta"))))
                .singleElement()
                .asString()
                .startsWith("GOURMETLOOP_DATA_DIRECTORY: data-directory: 'd\ud800ta' is no path (")
                .endsWith("set LC_ALL=C.UTF-8");
    }

    /** Its name comes with question marks, so relative paths would lead elsewhere. */
    @Test
    void a_current_directory_that_the_locale_cannot_name_says_what_to_set() {
        Path unnamed = directory.resolve("d??ta");

        assertThat(problems(new ConfigurationLoader(Map.of(), HOME, unnamed)))
                .singleElement()
                .asString()
                .contains("there is no " + unnamed)
                .endsWith("set LC_ALL=C.UTF-8");
    }

    @Test
    void all_problems_are_told_at_once_and_where_they_stand() throws IOException {
        Path file = file("""
                http:
                  prot: 9000
                  idle-timeout: soon
                  port: 70000
                  max-connections: 0
                sampling:
                  random: {rate: 0.001}
                logging: {level: loud}
                data-directory: [a, b]
                """);
        Map<String, String> environment =
                Map.of("GOURMETLOOP_OUTBOX_BATCH", "many", "GOURMETLOOP_HTTP_PROT", "1", "GOURMETLOOP_SHARED", "/x");

        assertThat(problems(environment, file))
                .containsExactlyInAnyOrder(
                        file + ":2: there is no setting http.prot; did you mean http.port?",
                        file + ":3: http.idle-timeout: 'soon' is not a duration like 500ms, 30s, 5m, 1h or 30d",
                        file + ":4: http.port must lie between 0 (any free port) and 65535",
                        file + ":5: http.max-connections must be positive",
                        file + ":7: sampling.random.floor cannot be above sampling.random.rate",
                        file + ":8: logging.level: 'loud' is none of error, warn, info, debug, trace",
                        file + ":9: data-directory: takes one value, not a list",
                        "GOURMETLOOP_OUTBOX_BATCH: outbox.batch: 'many' is not a whole number",
                        "GOURMETLOOP_HTTP_PROT: there is no such setting; did you mean GOURMETLOOP_HTTP_PORT?");
    }

    @Test
    void a_file_that_is_no_yaml_or_names_a_setting_twice_is_refused_with_its_line() throws IOException {
        Path twice = file("http: {port: 1}\nhttp: {port: 2}\n");
        assertThat(problems(Map.of(), twice)).singleElement().asString().startsWith(twice + ":2: not readable as YAML");

        Path broken = file("http:\n  port: [1\n");
        assertThat(problems(Map.of(), broken)).singleElement().asString().contains("not readable as YAML");

        Path missing = directory.resolve("missing.yaml");
        assertThat(problems(Map.of(), missing)).containsExactly(missing + ": cannot be read (NoSuchFileException)");
    }

    @Test
    void a_section_may_be_left_empty_and_a_file_too() throws IOException {
        assertThat(load(file("http:\nlogging:\n")).http().port()).isEqualTo(8080);
        assertThat(load(file("# nothing yet\n")).http().port()).isEqualTo(8080);
    }

    @Test
    void what_kubernetes_sets_for_a_service_is_no_setting() {
        Map<String, String> links = Map.of(
                "GOURMETLOOP_HTTP_SERVICE_HOST", "10.0.0.7",
                "GOURMETLOOP_HTTP_SERVICE_PORT_WEB", "80",
                "GOURMETLOOP_HTTP_PORT_80_TCP_ADDR", "10.0.0.7");

        assertThat(load(links)).isEqualTo(load(Map.of()));
    }

    @Test
    void production_refuses_blank_and_well_known_credentials_of_what_lies_outside() throws IOException {
        Path file = file("""
                profile: prod
                database: {url: 'postgresql://db:5432/loop', user: loop, password: loop}
                storage: {endpoint: 'http://minio:9000'}
                auth: {admin-password: ChangeMe}
                """);

        assertThat(problems(Map.of(), file))
                .containsExactlyInAnyOrder(
                        "profile prod: database.password is a default that everybody knows; choose another",
                        "profile prod: storage.secret-key must be set",
                        "profile prod: auth.admin-password is a default that everybody knows; choose another");
        assertThat(load(file(Files.readString(file).replace("prod", "local")))
                        .auth()
                        .adminPassword()
                        .reveal())
                .isEqualTo("ChangeMe");
    }

    @Test
    void label_studio_is_chosen_with_all_that_its_calls_need_or_not_at_all() throws IOException {
        assertThat(problems(Map.of(), file("labeling: {annotator: label-studio}")))
                .singleElement()
                .asString()
                .endsWith("labeling.annotator label-studio needs label-studio.url and label-studio.token");
        assertThat(problems(Map.of(), file("label-studio: {webhook-url: 'http://loop', webhook-secret: short}")))
                .singleElement()
                .asString()
                .contains("label-studio.webhook-secret of at least 16 characters");
        assertThat(problems(Map.of(), file("label-studio: {ml-backend: true}")))
                .singleElement()
                .asString()
                .contains("label-studio.ml-backend needs label-studio.webhook-url");
        assertThat(problems(Map.of(), file("label-studio: {photo-links: signed}")))
                .singleElement()
                .asString()
                .contains("label-studio.photo-links signed needs http.public-url");
    }

    @Test
    void no_problem_shows_a_secret() throws IOException {
        Path file = file("database: {password: [planted-secret]}\nauth: {admin-password: planted-secret, lock-out: x}");

        assertThat(problems(Map.of(), file)).hasSize(2).noneMatch(problem -> problem.contains("planted-secret"));
    }

    private Configuration load(Map<String, String> environment) {
        return loader(environment).load(Optional.empty(), Map.of());
    }

    private Configuration load(Path file) {
        return loader(Map.of()).load(Optional.of(file), Map.of());
    }

    private List<String> problems(Map<String, String> environment, Path file) {
        return catchThrowableOfType(
                        InvalidConfiguration.class, () -> loader(environment).load(Optional.of(file), Map.of()))
                .problems();
    }

    private static List<String> problems(ConfigurationLoader loader) {
        return catchThrowableOfType(InvalidConfiguration.class, () -> loader.load(Optional.empty(), Map.of()))
                .problems();
    }

    private ConfigurationLoader loader(Map<String, String> environment) {
        return new ConfigurationLoader(environment, HOME, directory);
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(directory.resolve("settings.yaml"), yaml);
    }
}
