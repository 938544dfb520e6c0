package io.gourmetloop.loop.labeling;

import static io.gourmetloop.loop.labeling.LabelingWorld.account;
import static io.gourmetloop.loop.labeling.LabelingWorld.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.domain.TaskId;
import io.gourmetloop.domain.Viewer;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ObjectKey;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacementTest {
    private static final Viewer.Account ANNA = account(1, "anna");

    private final LabelingWorld world = new LabelingWorld(LabelingWorld.ONE_VOTE);

    @Test
    void a_labeled_photo_is_copied_under_its_human_class_and_moves_with_it() {
        PredictionId id = world.blindTask();
        String annotation = annotate(id, "Soup");
        world.movePlacements();
        assertThat(clean()).containsExactly("class_02/" + id + ".jpg");
        assertThat(await(world.store.get(Bucket.PRODUCTION_CLEAN, ObjectKey.of(clean().get(0)))))
                .isEqualTo(LabelingWorld.photo(id));

        await(world.annotator.undo(ANNA, annotation));
        world.movePlacements();
        assertThat(clean()).isEmpty();

        annotate(id, "Bread");
        world.movePlacements();
        assertThat(clean()).containsExactly("class_00/" + id + ".jpg");
    }

    @Test
    void orders_in_any_sequence_and_number_end_at_the_same_place() {
        PredictionId id = world.blindTask();
        String annotation = annotate(id, "Soup");
        await(world.annotator.undo(ANNA, annotation));
        annotate(id, "Rice");
        assertThat(world.movePlacements()).isEqualTo(3);
        world.rows("update outbox set state = 'open'");
        world.movePlacements();
        assertThat(clean()).containsExactly("class_01/" + id + ".jpg");
    }

    @Test
    void orders_that_are_delivered_at_once_leave_one_copy() {
        PredictionId id = world.blindTask();
        String annotation = annotate(id, "Soup");
        await(world.annotator.undo(ANNA, annotation));
        annotate(id, "Rice");
        List<Future<Void>> deliveries = new ArrayList<>();
        for (int version = 1; version <= 3; version++) {
            deliveries.add(world.placement.deliver(
                    PlacementOrder.afterTruth(id, version).toMessage()));
        }
        await(Future.join(deliveries));
        assertThat(clean()).containsExactly("class_01/" + id + ".jpg");
    }

    @Test
    void a_photo_without_a_class_is_copied_nowhere() {
        annotate(world.blindTask(), Opinion.BAD_IMAGE);
        annotate(world.blindTask(), Opinion.CANNOT_TELL);
        world.movePlacements();
        assertThat(clean()).isEmpty();
        assertThat(noisy()).isEmpty();
    }

    @Test
    void a_sure_answer_that_nobody_was_asked_about_is_noisy_after_a_day() {
        PredictionId sure = world.predict("Soup", 0.97);
        world.predict("Soup", 0.94);
        world.choose(world.predict("Soup", 0.99), SamplingStream.RANDOM, "evaluation");
        PredictionId flagged = world.predict("Soup", 0.99);
        world.say(flagged, "FLAGGED", null);
        sweep();
        assertThat(noisy()).isEmpty();
        world.clock.advance(Duration.ofDays(1).plusSeconds(1));
        sweep();
        assertThat(noisy()).containsExactly("class_02/" + sure + ".jpg");
    }

    @Test
    void a_corrected_photo_is_noisy_under_the_label_of_its_user_until_an_annotator_labels_it() {
        PredictionId id = world.guidedTask();
        world.say(id, "CORRECTED", "Bread");
        world.clock.advance(Duration.ofSeconds(1));
        sweep();
        assertThat(noisy()).containsExactly("class_00/" + id + ".jpg");
        annotate(id, "Rice");
        world.movePlacements();
        assertThat(noisy()).isEmpty();
        assertThat(clean()).containsExactly("class_01/" + id + ".jpg");
    }

    @Test
    void a_correction_that_is_taken_back_removes_the_copy() {
        PredictionId id = world.guidedTask();
        world.say(id, "CORRECTED", "Bread");
        world.clock.advance(Duration.ofSeconds(1));
        sweep();
        world.say(id, "CONFIRMED", "Soup");
        world.clock.advance(Duration.ofSeconds(1));
        sweep();
        assertThat(noisy()).isEmpty();
    }

    @Test
    void a_sweep_looks_only_at_what_came_since() {
        for (int i = 0; i < 3; i++) {
            world.predict("Soup", 0.97);
        }
        world.clock.advance(Duration.ofDays(2));
        assertThat(await(world.sweep.run())).contains("3 sure answers");
        world.clock.advance(Duration.ofMinutes(6));
        assertThat(await(world.sweep.run())).contains("0 sure answers");
    }

    @Test
    void a_sweep_of_a_long_history_goes_by_pages() {
        for (int i = 0; i < 3; i++) {
            world.predict("Soup", 0.97);
        }
        world.rows("""
                insert into predictions select gen_random_uuid(), created_at, session_id, model_version, label, label_index,
                    confidence, probabilities, entropy, margin, role, photo_key, photo_format, photo_sha256, photo_width,
                    photo_height, null, null
                from predictions, generate_series(1, 400)
                """);
        world.rows("update predictions set id = overlay(id::text placing '019a0000-0000' from 1 for 13)::uuid");
        world.say(
                PredictionId.parse(world.rows("select id from predictions limit 1")
                        .get(0)
                        .getUUID("id")
                        .toString()),
                "FLAGGED",
                null);
        world.rows("""
                insert into feedback (prediction_id, session_id, verdict, created_at)
                select prediction_id, session_id, verdict, created_at from feedback, generate_series(1, 1100)
                """);
        world.clock.advance(Duration.ofDays(2));
        assertThat(await(world.sweep.run()))
                .isEqualTo("1101 answers of users and 1203 sure answers of the model looked at");
    }

    @Test
    void a_photo_that_waits_in_the_database_is_waited_for() {
        PredictionId id = world.predictWhileTheStoreIsAway("Soup", 0.97);
        world.clock.advance(Duration.ofDays(2));
        assertThatThrownBy(() -> await(
                        world.placement.deliver(PlacementOrder.afterWaiting(id).toMessage())))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_UNAVAILABLE));
    }

    @Test
    void a_prediction_that_is_gone_needs_no_copy() {
        await(world.placement.deliver(PlacementOrder.afterTruth(PredictionId.create(world.clock.instant()), 1)
                .toMessage()));
        assertThat(world.rows("select 1 from placements")).isEmpty();
    }

    private void sweep() {
        await(world.sweep.run());
        world.movePlacements();
    }

    private List<String> clean() {
        return world.keys(Bucket.PRODUCTION_CLEAN, "");
    }

    private List<String> noisy() {
        return world.keys(Bucket.PRODUCTION_NOISY, "");
    }

    @CanIgnoreReturnValue
    private String annotate(PredictionId id, String label) {
        return annotate(id, Opinion.label(new Label(label)));
    }

    @CanIgnoreReturnValue
    private String annotate(PredictionId id, Opinion opinion) {
        return await(world.annotator.annotate(ANNA, TaskId.of(id), opinion, null, 1.0));
    }
}
