package io.gourmetloop.loop.labeling;

import static io.gourmetloop.loop.labeling.LabelingWorld.await;
import static io.gourmetloop.loop.labeling.LabelingWorld.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.domain.TaskId;
import io.gourmetloop.loop.sampling.TaskRequest;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ObjectKey;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TaskDeliveryTest {
    private final LabelingWorld world = new LabelingWorld(LabelingWorld.ONE_VOTE);

    @Test
    void a_blind_task_and_its_photo_tell_nothing_of_the_class() {
        PredictionId id = world.blindTask();
        String bucket = world.storage.bucketPrefix() + "labelstudio";
        JsonObject data = world.json("tasks/random/" + id + ".json").getJsonObject("data");
        assertThat(data.getString("image")).isEqualTo("s3://" + bucket + "/photos/" + id + ".jpg");
        assertThat(data.fieldNames())
                .containsExactly(
                        "image", "task_id", "prediction_id", "stream", "purpose", "timestamp", "model_version");
        assertThat(await(world.store.get(Bucket.LABELSTUDIO, ObjectKey.of("photos", id + ".jpg"))))
                .isEqualTo(LabelingWorld.photo(id));
        assertThat(world.task(id).getString("state")).isEqualTo("open");
    }

    @Test
    void a_guided_task_is_prefilled_with_the_answer() {
        PredictionId id = world.guidedTask();
        JsonObject file = world.json("tasks/low_confidence/" + id + ".json");
        assertThat(file.getJsonArray("predictions").getJsonObject(0).getDouble("score"))
                .isEqualTo(0.4);
        assertThat(file.getJsonObject("data").getString("ml_prediction")).isEqualTo("Soup");
    }

    @Test
    void a_task_arrives_when_its_coin_chose_it() {
        PredictionId id = world.choose(world.predict("Rice", 0.5), SamplingStream.USER_FEEDBACK, "train");
        Instant chosen = world.clock.instant();
        world.clock.advance(Duration.ofMinutes(5));
        await(world.deliver(TaskRequest.first(id)));
        assertThat(world.task(id).getOffsetDateTime("arrived_at").toInstant()).isEqualTo(chosen);
        assertThat(world.task(id).getOffsetDateTime("delivered_at").toInstant()).isEqualTo(world.clock.instant());
    }

    @Test
    void a_second_delivery_changes_nothing() {
        PredictionId id = world.guidedTask();
        String key = "tasks/low_confidence/" + id + ".json";
        JsonObject before = world.json(key);
        await(world.deliver(TaskRequest.first(id)));
        assertThat(world.json(key)).isEqualTo(before);
        assertThat(world.rows("select 1 from tasks where id = $1", id.value())).hasSize(1);
    }

    @Test
    void a_delivery_that_died_at_any_write_is_repeated_without_a_trace() {
        for (int writes = 0; writes <= 2; writes++) {
            PredictionId id = world.choose(world.predict("Soup", 0.4), SamplingStream.LOW_CONFIDENCE, "train");
            TaskDelivery dying = world.deliveryThrough(new DyingStore(world.store, writes));
            if (writes < 2) {
                assertThatThrownBy(() -> await(dying.deliver(message(TaskRequest.first(id)))))
                        .hasMessage("killed");
            }
            await(world.deliver(TaskRequest.first(id)));
            assertThat(world.keys(Bucket.LABELSTUDIO, "tasks/low_confidence/" + id))
                    .hasSize(1);
            assertThat(world.keys(Bucket.LABELSTUDIO, "photos/" + id)).hasSize(1);
            assertThat(world.rows("select 1 from tasks where id = $1", id.value()))
                    .hasSize(1);
        }
    }

    @Test
    void a_photo_that_waits_in_the_database_is_waited_for() {
        PredictionId id =
                world.choose(world.predictWhileTheStoreIsAway("Soup", 0.4), SamplingStream.LOW_CONFIDENCE, "train");
        assertThatThrownBy(() -> await(world.deliver(TaskRequest.first(id))))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_UNAVAILABLE));
        world.unspool(id, "Soup");
        await(world.deliver(TaskRequest.first(id)));
        assertThat(world.task(id).getString("state")).isEqualTo("open");
    }

    @Test
    void a_task_of_a_prediction_that_is_gone_ends_quietly() {
        PredictionId id = PredictionId.create(world.clock.instant());
        await(world.deliver(TaskRequest.first(id)));
        assertThat(world.keys(Bucket.LABELSTUDIO, "photos/" + id)).isEmpty();
    }

    @Test
    void a_correction_renews_an_open_guided_task() {
        PredictionId id = world.guidedTask();
        long feedback = world.say(id, "CORRECTED", "Bread");
        await(world.deliver(new TaskRequest(id, feedback)));
        JsonObject data = world.json("tasks/low_confidence/" + id + ".json").getJsonObject("data");
        assertThat(data.getString("user_label")).isEqualTo("Bread");
        assertThat(data.getString("ml_prediction")).isEqualTo("Soup");
    }

    @Test
    void a_correction_changes_neither_a_blind_task_nor_a_closed_one() {
        PredictionId blind = world.blindTask();
        PredictionId closed = world.guidedTask();
        await(world.annotator.annotate(
                LabelingWorld.account(1, "anna"), TaskId.of(closed), Opinion.label(new Label("Rice")), null, 1.0));
        JsonObject blindFile = world.json("tasks/random/" + blind + ".json");
        JsonObject closedFile = world.json("tasks/low_confidence/" + closed + ".json");
        await(world.deliver(new TaskRequest(blind, world.say(blind, "CORRECTED", "Bread"))));
        await(world.deliver(new TaskRequest(closed, world.say(closed, "CORRECTED", "Bread"))));
        assertThat(world.json("tasks/random/" + blind + ".json")).isEqualTo(blindFile);
        assertThat(world.json("tasks/low_confidence/" + closed + ".json")).isEqualTo(closedFile);
    }
}
