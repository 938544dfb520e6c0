package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.Labels;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.labelstudio.MlBackend;
import io.gourmetloop.labelstudio.Project;
import io.gourmetloop.labelstudio.Storage;
import io.gourmetloop.labelstudio.Webhook;
import io.gourmetloop.platform.config.LabelStudioConfig;
import io.gourmetloop.platform.config.LabelingConfig;
import io.gourmetloop.platform.config.StorageConfig;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ObjectKey;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What Label Studio is to look like: a project for each stream, fed from a prefix of the bucket and writing to another. */
public record StudioBlueprint(LabelStudioConfig studio, StorageConfig storage, LabelingConfig labeling) {
    /** Path of the route that takes announcements; the stream comes behind it. */
    public static final String WEBHOOK_PATH = "/api/v1/label-studio/webhook/";
    /** Query parameter of an announcement that only tells whether announcements arrive. */
    public static final String PROBE_PARAMETER = "probe";
    /** Carries the secret that proves that an announcement comes from Label Studio. */
    public static final String SECRET_HEADER = "X-GourmetLoop-Secret";

    /** Path of the routes that answer what Label Studio asks of an ML backend. */
    public static final String ML_PATH = "/ml";
    /**
     * Tells our ML backend from those that others connected. A project that names it shows what it answers, without one
     * the answers in our task files.
     */
    static final String ML_TITLE = TaskFile.PREDICTED_BY;

    private static final String TEMPLATE = "/label-studio/projects.json";
    private static final JsonObject PROJECTS = template();
    private static final Set<String> ANNOUNCED = Set.of(
            "ANNOTATION_CREATED", "ANNOTATIONS_CREATED", "ANNOTATION_UPDATED", "ANNOTATIONS_DELETED", "TASKS_DELETED");

    public String title(SamplingStream stream) {
        return PROJECTS.getJsonObject(stream.text()).getString("title");
    }

    /** Where people open it: at the task that is next. */
    String address(Project project) {
        return withoutSlash(String.valueOf(studio.pages())) + "/projects/" + project.id() + "/data?labeling=1";
    }

    private static String withoutSlash(String url) {
        return url.replaceAll("/+$", "");
    }

    /** Predictions show where tasks have them: blind ones have none. */
    Project.Settings project(SamplingStream stream, Labels labels) {
        return new Project.Settings(
                PROJECTS.getJsonObject(stream.text()).getString("description"),
                new LabelingConfiguration(labels).xml(),
                labeling.minAnnotations(),
                true,
                true,
                true);
    }

    public Storage.Settings source(SamplingStream stream) {
        return settings("GourmetLoop tasks", TaskFiles.prefix(stream));
    }

    public Storage.Settings target(SamplingStream stream) {
        return settings("GourmetLoop annotations", AnnotationFiles.prefix(stream.text()));
    }

    /** Label Studio puts the slash between prefix and name itself. */
    private Storage.Settings settings(String title, String prefix) {
        URI endpoint = studio.s3Endpoint();
        return new Storage.Settings(
                title,
                Bucket.LABELSTUDIO.name(storage.bucketPrefix()),
                prefix.substring(0, prefix.length() - 1),
                endpoint == null ? null : endpoint.toString(),
                storage.region());
    }

    public Storage.Keys keys() {
        return studio.s3AccessKey().isBlank()
                ? new Storage.Keys(storage.accessKey(), storage.secretKey())
                : new Storage.Keys(studio.s3AccessKey(), studio.s3SecretKey());
    }

    /** Empty when changes are found by asking alone. */
    Optional<Webhook.Settings> webhook(SamplingStream stream) {
        return Optional.ofNullable(studio.webhookUrl())
                .map(url -> new Webhook.Settings(
                        withoutSlash(url.toString()) + WEBHOOK_PATH + stream.text(),
                        Map.of(SECRET_HEADER, studio.webhookSecret().reveal()),
                        ANNOUNCED));
    }

    /** One with the same address and secret that is heard when a project is saved, and says which probe it is. */
    public Optional<Webhook.Settings> webhookProbe(SamplingStream stream, UUID probe) {
        return webhook(stream)
                .map(settings -> new Webhook.Settings(
                        settings.url() + "?" + PROBE_PARAMETER + "=" + probe,
                        settings.secretHeaders(),
                        Set.of("PROJECT_UPDATED")));
    }

    /**
     * For the active-learning project alone: Label Studio asks it about every task that is opened, and whoever labels a
     * blind one must not see the model's guess.
     */
    public Optional<MlBackend.Settings> mlBackend(SamplingStream stream) {
        URI url = studio.webhookUrl();
        if (!studio.mlBackend() || url == null || stream != SamplingStream.ACTIVE_LEARNING) {
            return Optional.empty();
        }
        MlCredentials credentials = MlCredentials.of(studio.webhookSecret());
        return Optional.of(new MlBackend.Settings(
                ML_TITLE, withoutSlash(url.toString()) + ML_PATH, credentials.user(), credentials.password()));
    }

    /** Label Studio accepts a source only where an object lies; this one it passes over. */
    static ObjectKey marker(SamplingStream stream) {
        return ObjectKey.of(TaskFiles.prefix(stream));
    }

    private static JsonObject template() {
        try (InputStream in = StudioBlueprint.class.getResourceAsStream(TEMPLATE)) {
            if (in == null) {
                throw new IllegalStateException("The program lacks its resource " + TEMPLATE);
            }
            return new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
