package io.gourmetloop.loop.labeling;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.labelstudio.Project;
import io.gourmetloop.labelstudio.Storage;
import io.gourmetloop.platform.config.Bytes;
import io.gourmetloop.platform.config.LabelStudioConfig;
import io.gourmetloop.platform.config.Schedule;
import io.gourmetloop.platform.config.Secret;
import io.gourmetloop.platform.config.StorageConfig;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StudioBlueprintTest {
    private static final String SECRET = "sixteen or more of them";

    @Test
    void each_stream_has_a_project_whose_title_label_studio_accepts() {
        StudioBlueprint blueprint = blueprint(studio(null, "", null));

        assertThat(Arrays.stream(SamplingStream.values()).map(blueprint::title))
                .containsExactly(
                        "Random Sampling Review", "Low Confidence Review", "User Feedback Review", "Active Learning")
                .allMatch(title -> title.length() >= 3 && title.length() <= 50);
    }

    @Test
    void tasks_come_in_order_and_once_more_for_each_vote_that_is_needed() {
        Project.Settings project =
                blueprint(studio(null, "", null)).project(SamplingStream.RANDOM, LabelingWorld.LABELS);

        assertThat(project.inOrder()).isTrue();
        assertThat(project.annotationsPerTask()).isEqualTo(2);
        assertThat(project.labelConfig()).contains("\"Soup\"", "\"Bad image\"", "\"Cannot tell\"", "\"notes\"");
    }

    @Test
    void storages_lie_in_the_one_bucket_that_label_studio_sees() {
        StudioBlueprint blueprint = blueprint(studio(null, "", null));

        assertThat(blueprint.source(SamplingStream.LOW_CONFIDENCE))
                .isEqualTo(new Storage.Settings(
                        "GourmetLoop tasks", "team-labelstudio", "tasks/low_confidence", null, "eu-north-1"));
        assertThat(blueprint.target(SamplingStream.RANDOM).prefix()).isEqualTo("output/random");
        assertThat(blueprint.keys()).isEqualTo(new Storage.Keys("owner", new Secret("of all")));
    }

    @Test
    void label_studio_may_have_an_endpoint_and_keys_of_its_own() {
        StudioBlueprint blueprint = blueprint(studio(URI.create("http://minio:9000"), "annotators", null));

        assertThat(blueprint.source(SamplingStream.RANDOM).endpoint()).isEqualTo("http://minio:9000");
        assertThat(blueprint.keys()).isEqualTo(new Storage.Keys("annotators", new Secret("of the bucket")));
    }

    @Test
    void links_lead_to_where_browsers_find_label_studio() {
        Project project = new Project(
                7,
                "Random Sampling Review",
                Instant.EPOCH,
                blueprint(studio(null, "", null)).project(SamplingStream.RANDOM, LabelingWorld.LABELS));

        assertThat(blueprint(studio(null, "", null)).address(project))
                .isEqualTo("http://localhost:8090/projects/7/data?labeling=1");
    }

    @Test
    void announcements_carry_their_stream_in_the_address_and_a_secret_that_no_text_shows() {
        assertThat(blueprint(studio(null, "", null)).webhook(SamplingStream.RANDOM))
                .isEmpty();

        assertThat(blueprint(studio(null, "", URI.create("http://loop.example.org/")))
                        .webhook(SamplingStream.USER_FEEDBACK))
                .hasValueSatisfying(webhook -> {
                    assertThat(webhook.url())
                            .isEqualTo("http://loop.example.org/api/v1/label-studio/webhook/user_feedback");
                    assertThat(webhook.secretHeaders()).containsEntry("X-GourmetLoop-Secret", SECRET);
                    assertThat(webhook.toString()).doesNotContain(SECRET);
                });
    }

    @Test
    void only_active_learning_asks_for_predictions_and_its_password_shows_nowhere() {
        StudioBlueprint blueprint = blueprint(studio(null, "", URI.create("http://loop.example.org/")));

        assertThat(Arrays.stream(SamplingStream.values())
                        .filter(stream -> blueprint.mlBackend(stream).isPresent()))
                .containsExactly(SamplingStream.ACTIVE_LEARNING);
        assertThat(blueprint.mlBackend(SamplingStream.ACTIVE_LEARNING)).hasValueSatisfying(backend -> {
            assertThat(backend.url()).isEqualTo("http://loop.example.org/ml");
            assertThat(backend.user()).isEqualTo("label-studio");
            assertThat(backend.password().reveal()).matches("[A-Za-z0-9_-]{43}");
            assertThat(backend.toString()).doesNotContain(backend.password().reveal());
        });
        assertThat(blueprint(studio(null, "", null)).mlBackend(SamplingStream.ACTIVE_LEARNING))
                .isEmpty();
    }

    private static StudioBlueprint blueprint(LabelStudioConfig studio) {
        StorageConfig storage = new StorageConfig(
                URI.create("http://127.0.0.1:9000"),
                "eu-north-1",
                "owner",
                new Secret("of all"),
                "team-",
                1,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                new Bytes(1));
        return new StudioBlueprint(studio, storage, LabelingWorld.TWO_VOTES);
    }

    private static LabelStudioConfig studio(@Nullable URI endpoint, String key, @Nullable URI webhook) {
        Duration any = Duration.ofSeconds(1);
        return new LabelStudioConfig(
                URI.create("http://studio:8080"),
                URI.create("http://localhost:8090"),
                new Secret("token"),
                endpoint,
                key,
                new Secret("of the bucket"),
                LabelStudioConfig.PhotoLinks.S3,
                webhook,
                new Secret(SECRET),
                webhook != null,
                any,
                any,
                Schedule.every(any),
                Schedule.every(any),
                Schedule.every(any));
    }
}
