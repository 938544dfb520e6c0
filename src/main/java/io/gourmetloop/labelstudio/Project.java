package io.gourmetloop.labelstudio;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** A project as it is. Its id may come again after a reset of Label Studio; together with its birth it never does. */
public record Project(long id, String title, Instant createdAt, Settings settings) {
    static final String FIELDS = "id,title,created_at," + Settings.FIELDS;

    /** What annotators are asked, in how many copies, and how: in the order of the tasks, with skipping allowed. */
    public record Settings(
            String description,
            String labelConfig,
            int annotationsPerTask,
            boolean inOrder,
            boolean skippable,
            boolean showsPredictions) {
        static final String FIELDS =
                "description,label_config,maximum_annotations,sampling,show_skip_button,show_collab_predictions";
        private static final String IN_ORDER = "Sequential sampling";
        private static final String RANDOM = "Uniform sampling";

        /** Label Studio keeps no blanks around texts. */
        public Settings {
            description = description.strip();
            labelConfig = labelConfig.strip();
        }

        JsonObject toJson() {
            return new JsonObject()
                    .put("description", description)
                    .put("label_config", labelConfig)
                    .put("maximum_annotations", annotationsPerTask)
                    .put("sampling", inOrder ? IN_ORDER : RANDOM)
                    .put("show_skip_button", skippable)
                    .put("show_collab_predictions", showsPredictions);
        }

        static Settings of(JsonObject json) {
            return new Settings(
                    json.getString("description", ""),
                    json.getString("label_config", ""),
                    json.getInteger("maximum_annotations", 1),
                    IN_ORDER.equals(json.getString("sampling")),
                    json.getBoolean("show_skip_button", true),
                    json.getBoolean("show_collab_predictions", true));
        }
    }

    static Project of(JsonObject json) {
        return new Project(
                json.getLong("id"),
                json.getString("title"),
                Instant.parse(json.getString("created_at")),
                Settings.of(json));
    }
}
