package io.gourmetloop.labelstudio;

import io.gourmetloop.platform.config.Secret;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A bucket's prefix that a project imports tasks from, or exports annotations to. Its keys are never told. */
public record Storage(long id, Settings settings, Sync sync) {
    /** The direction. Where storages of a kind are listed and made, a slash is wanted for one kind and not for the other. */
    public enum Kind {
        SOURCE("/api/storages/s3", "/"),
        TARGET("/api/storages/export/s3", "");

        private final String path;
        private final String slash;

        Kind(String path, String slash) {
            this.path = path;
            this.slash = slash;
        }

        String all() {
            return path + slash;
        }

        String one(long id) {
            return path + "/" + id;
        }

        String check() {
            return path + "/validate";
        }
    }

    /** Without {@code endpoint} Label Studio asks where it was told to by {@code S3_ENDPOINT}. */
    public record Settings(
            String title,
            String bucket,
            String prefix,
            @Nullable String endpoint,
            String region) {
        static Settings of(JsonObject json) {
            return new Settings(
                    json.getString("title", ""),
                    json.getString("bucket", ""),
                    json.getString("prefix", ""),
                    blankToNull(json.getString("s3_endpoint")),
                    json.getString("region_name", ""));
        }

        /** Label Studio shows photos itself, so nobody else needs to reach the store; subfolders are not looked at. */
        JsonObject toJson(long project) {
            return new JsonObject()
                    .put("project", project)
                    .put("title", title)
                    .put("bucket", bucket)
                    .put("prefix", prefix)
                    .put("s3_endpoint", endpoint == null ? "" : endpoint)
                    .put("region_name", region)
                    .put("use_blob_urls", false)
                    .put("presign", false)
                    .put("recursive_scan", false)
                    .put("can_delete_objects", false);
        }

        private static @Nullable String blankToNull(@Nullable String text) {
            return text == null || text.isBlank() ? null : text;
        }
    }

    /** What Label Studio signs its requests to the store with. */
    public record Keys(String access, Secret secret) {
        JsonObject addTo(JsonObject storage) {
            return storage.put("aws_access_key_id", access).put("aws_secret_access_key", secret.reveal());
        }
    }

    /** The last import, or the one under way; {@code problem} is what Label Studio says of a failed one. */
    public record Sync(State state, @Nullable String problem) {
        /** How it stands. */
        public enum State {
            INITIALIZED,
            QUEUED,
            IN_PROGRESS,
            COMPLETED,
            COMPLETED_WITH_ERRORS,
            FAILED;

            static State parse(String text) {
                return valueOf(text.toUpperCase(Locale.ROOT));
            }
        }

        static Sync of(JsonObject json) {
            return new Sync(State.parse(json.getString("status", "initialized")), json.getString("traceback"));
        }
    }

    static Storage of(JsonObject json) {
        return new Storage(json.getLong("id"), Settings.of(json), Sync.of(json));
    }
}
