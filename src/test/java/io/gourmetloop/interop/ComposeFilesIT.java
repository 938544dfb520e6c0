package io.gourmetloop.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gourmetloop.testing.Compose;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What Compose reads out of its files; nothing is started. */
@Tag("container")
class ComposeFilesIT {
    private static final Pattern PINNED = Pattern.compile("[\\w./-]+:v?[\\w.-]*[0-9][\\w.-]*");
    private static final Pattern SECRET = Pattern.compile("PASSWORD|SECRET|TOKEN|_KEY$");

    @Test
    void three_ports_are_published_and_only_to_this_machine() {
        assertThat(ports(services(Map.of(), List.of())))
                .extracting(port -> port.getString("host_ip") + " " + port.getInteger("target"))
                .containsExactlyInAnyOrder("127.0.0.1 8080", "127.0.0.1 8080", "127.0.0.1 3000");
    }

    private static List<JsonObject> ports(JsonObject services) {
        return each(services)
                .flatMap(service -> service.getJsonArray("ports", new JsonArray()).stream())
                .map(JsonObject.class::cast)
                .toList();
    }

    @Test
    void every_image_of_others_has_its_version() {
        assertThat(each(services(Map.of(), List.of())).map(service -> service.getString("image")))
                .filteredOn(image -> !image.startsWith("gourmetloop:"))
                .hasSizeGreaterThan(5)
                .allSatisfy(image -> assertThat(image).matches(PINNED));
    }

    @Test
    void no_secret_is_written_in_the_files() {
        each(services(Map.of(), List.of()))
                .flatMap(service -> service.getJsonObject("environment", new JsonObject()).stream())
                .filter(variable -> SECRET.matcher(variable.getKey()).find())
                .filter(variable -> variable.getValue() != null)
                .forEach(variable -> assertThat(String.valueOf(variable.getValue()))
                        .as(variable.getKey())
                        .matches("/secrets/.*|true|label-studio"));
    }

    @Test
    void whatever_is_mounted_is_there() {
        assertThat(each(services(Map.of(), List.of()))
                        .flatMap(service -> service.getJsonArray("volumes", new JsonArray()).stream())
                        .map(JsonObject.class::cast)
                        .filter(mount -> "bind".equals(mount.getString("type")))
                        .map(mount -> Path.of(mount.getString("source"))))
                .hasSizeGreaterThan(5)
                .allSatisfy(source ->
                        assertThat(Files.exists(source)).as(source.toString()).isTrue());
    }

    @Test
    void a_label_studio_that_is_there_takes_the_place_of_ours() {
        JsonObject services = services(
                Map.of("COMPOSE_PROFILES", "minio", "LABEL_STUDIO_URL", "http://studio.example.org"), List.of());

        assertThat(names(services)).containsExactly("minio", "postgres", "secrets", "server", "storage-users");
        assertThat(environment(services, "server"))
                .containsEntry("GOURMETLOOP_LABEL_STUDIO_URL", "http://studio.example.org")
                .containsEntry("GOURMETLOOP_LABEL_STUDIO_PUBLIC_URL", "http://studio.example.org");
    }

    @Test
    void another_object_store_takes_the_place_of_minio() {
        List<String> files = List.of("docker/compose.s3.yaml");
        JsonObject services = services(
                Map.of(
                        "S3_ENDPOINT", "https://s3.example.org",
                        "S3_ACCESS_KEY", "key",
                        "S3_SECRET_KEY", "secret"),
                files);

        assertThat(names(services)).doesNotContain("minio", "storage-users").contains("label-studio");
        assertThat(environment(services, "server"))
                .containsEntry("GOURMETLOOP_STORAGE_ENDPOINT", "https://s3.example.org")
                .containsEntry("GOURMETLOOP_STORAGE_SECRET_KEY", "secret");
        assertThat(environment(services, "label-studio")).containsEntry("S3_ENDPOINT", "https://s3.example.org");
        assertThatThrownBy(() -> services(Map.of(), files)).hasMessageContaining("S3_ENDPOINT is missing");
    }

    @Test
    void a_gpu_is_reserved_for_the_server_whose_image_is_built_for_it() {
        JsonObject server =
                services(Map.of(), List.of("docker/compose.gpu.yaml")).getJsonObject("server");

        assertThat(server.getJsonObject("build").getJsonObject("args").getString("DEVICE"))
                .isEqualTo("gpu");
        assertThat(server.getJsonObject("deploy").encode()).contains("nvidia");
        assertThat(server.getJsonObject("environment").getString("GOURMETLOOP_INFERENCE_DEVICE"))
                .isEqualTo("cuda");
    }

    private static JsonObject services(Map<String, String> variables, List<String> overrides) {
        return Compose.configuration(variables, overrides).getJsonObject("services");
    }

    private static Stream<JsonObject> each(JsonObject services) {
        return services.stream().map(service -> (JsonObject) service.getValue());
    }

    private static Set<String> names(JsonObject services) {
        return new TreeSet<>(services.fieldNames());
    }

    private static Map<String, Object> environment(JsonObject services, String service) {
        return services.getJsonObject(service).getJsonObject("environment").getMap();
    }
}
