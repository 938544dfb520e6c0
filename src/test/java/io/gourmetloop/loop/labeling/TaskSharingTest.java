package io.gourmetloop.loop.labeling;

import static io.gourmetloop.loop.labeling.LabelingWorld.account;
import static io.gourmetloop.loop.labeling.LabelingWorld.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.gourmetloop.domain.AccountRole;
import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.domain.SessionId;
import io.gourmetloop.domain.TaskId;
import io.gourmetloop.domain.Viewer;
import io.gourmetloop.loop.prediction.FeedbackStore;
import io.gourmetloop.loop.prediction.PredictionHistory;
import io.gourmetloop.loop.prediction.PredictionList;
import io.gourmetloop.loop.prediction.PredictionQuery;
import io.gourmetloop.loop.prediction.PredictionStore;
import io.gourmetloop.loop.prediction.PredictionSummary;
import io.gourmetloop.loop.sampling.TaskRequest;
import io.gourmetloop.platform.config.Schedule;
import io.gourmetloop.platform.storage.Bucket;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same photo flagged again and again: one task, and one truth for all. */
class TaskSharingTest {
    private static final Viewer.Account ANNA = account(1, "anna");
    private static final Viewer ADMIN =
            new Viewer.Account(2, "admin", AccountRole.ADMIN, new SessionId("session of admin"));

    private final LabelingWorld world = new LabelingWorld(LabelingWorld.ONE_VOTE);
    private final PredictionId first = world.predict("Soup", 0.9);

    @Test
    void a_photo_that_is_flagged_fifteen_times_is_one_task_and_all_get_its_label() {
        List<PredictionId> photos = flaggedAgain("evaluation", 15);

        assertThat(tasks()).containsExactly("tasks/user_feedback/" + first + ".json");
        assertThat(photos).allMatch(photo -> state(photo).equals("IN_LABELING"));

        annotate(first, "Rice");

        assertThat(photos).allMatch(photo -> world.truthOf(photo).equals("label:Rice"));
        assertThat(photos).allMatch(photo -> state(photo).equals("LABELED"));
        world.movePlacements();
        assertThat(world.keys(Bucket.PRODUCTION_CLEAN, "class_01/")).hasSize(15);
    }

    @Test
    void deliveries_at_the_same_time_agree_on_one_task() {
        List<PredictionId> photos = new ArrayList<>(List.of(first));
        for (int i = 0; i < 12; i++) {
            photos.add(world.predictAgain(first));
        }
        photos.forEach(photo -> world.choose(photo, SamplingStream.USER_FEEDBACK, "train"));

        await(Future.join(photos.stream()
                .map(photo -> world.deliver(TaskRequest.first(photo)))
                .toList()));

        assertThat(tasks()).hasSize(1);
        assertThat(photos).allMatch(photo -> state(photo).equals("IN_LABELING"));
    }

    @Test
    void a_label_that_is_changed_or_taken_back_is_so_for_all() {
        PredictionId again = flaggedAgain("evaluation", 2).get(1);
        String annotation = annotate(first, "Rice");

        await(world.annotator.undo(ANNA, annotation));
        assertThat(world.truthOf(again)).isEqualTo("none");
        assertThat(state(again)).isEqualTo("IN_LABELING");

        annotate(first, "Bread");
        assertThat(world.truthOf(again)).isEqualTo("label:Bread");
        world.movePlacements();
        assertThat(world.keys(Bucket.PRODUCTION_CLEAN, "class_00/")).hasSize(2);
    }

    @Test
    void a_photo_whose_content_is_labeled_already_is_labeled_when_it_is_flagged() {
        flag(first, "evaluation");
        annotate(first, "Rice");

        PredictionId again = flag(world.predictAgain(first), "evaluation");

        assertThat(world.truthOf(again)).isEqualTo("label:Rice");
        assertThat(tasks()).hasSize(1);
    }

    @Test
    void a_blind_task_stands_for_guided_ones_and_never_the_other_way_round() {
        flag(first, "train");
        PredictionId blind = flag(world.predictAgain(first), "evaluation");
        PredictionId guided = flag(world.predictAgain(first), "train");

        annotate(blind, "Rice");

        assertThat(tasks()).hasSize(2);
        assertThat(world.truthOf(first)).isEqualTo("none");
        assertThat(world.truthOf(guided)).isEqualTo("label:Rice");
    }

    @Test
    void what_other_draws_choose_has_a_task_of_its_own_that_flags_share() {
        for (PredictionId photo : List.of(first, world.predictAgain(first))) {
            await(world.deliver(TaskRequest.first(world.choose(photo, SamplingStream.RANDOM, "evaluation"))));
        }
        PredictionId flagged = flag(world.predictAgain(first), "train");

        annotate(first, "Rice");

        assertThat(world.keys(Bucket.LABELSTUDIO, "tasks/random/")).hasSize(2);
        assertThat(tasks()).isEmpty();
        assertThat(world.truthOf(flagged)).isEqualTo("label:Rice");
    }

    @Test
    void other_photos_have_tasks_of_their_own() {
        flag(first, "evaluation");
        flag(world.predict("Soup", 0.9), "evaluation");

        assertThat(tasks()).hasSize(2);
    }

    @Test
    void a_correction_of_a_photo_that_shares_a_task_makes_none() {
        PredictionId again = flaggedAgain("train", 2).get(1);
        long revision = world.say(again, "CORRECTED", "Bread");

        await(world.deliver(new TaskRequest(again, revision)));

        assertThat(tasks()).hasSize(1);
    }

    @Test
    void where_the_task_is_erased_the_others_lose_its_label_and_one_of_them_gets_a_task_for_all() {
        List<PredictionId> photos = flaggedAgain("evaluation", 3);
        annotate(first, "Rice");

        world.rows("truncate estimate_changes");
        world.rows("delete from predictions where id = $1", first.value());
        List<PredictionId> left = photos.subList(1, 3);
        assertThat(left).allMatch(photo -> world.truthOf(photo).equals("none"));
        assertThat(changes()).containsAll(left);

        world.clock.advance(Duration.ofMinutes(11));
        await(new SamplingSweep(world.pool, world.outbox, Schedule.every(Duration.ofHours(1)), world.clock).run());
        left.forEach(photo -> await(world.deliver(TaskRequest.first(photo))));
        annotate(left.get(0), "Bread");
        assertThat(left).allMatch(photo -> world.truthOf(photo).equals("label:Bread"));
    }

    @Test
    void no_sweep_asks_for_a_task_of_its_own() {
        flaggedAgain("evaluation", 3);
        world.clock.advance(Duration.ofMinutes(11));

        SamplingSweep sweep =
                new SamplingSweep(world.pool, world.outbox, Schedule.every(Duration.ofHours(1)), world.clock);
        assertThat(await(sweep.run())).startsWith("0 tasks");
    }

    @Test
    void lists_and_detail_show_the_state_the_label_and_what_the_annotators_said() {
        List<PredictionId> photos = flaggedAgain("evaluation", 2);
        assertThat(listed("IN_LABELING")).containsExactlyInAnyOrderElementsOf(photos);

        annotate(first, "Rice");

        assertThat(listed("IN_LABELING")).isEmpty();
        assertThat(listed("LABELED")).containsExactlyInAnyOrderElementsOf(photos);
        PredictionHistory history =
                new PredictionHistory(world.pool, new PredictionStore(world.pool), new FeedbackStore(world.pool));
        PredictionHistory.Loop loop =
                await(history.detail(ADMIN, photos.get(1))).loop().orElseThrow();
        assertThat(loop.state()).isEqualTo("LABELED");
        assertThat(loop.humanLabel()).isEqualTo("Rice");
        assertThat(loop.annotations())
                .singleElement()
                .extracting(PredictionHistory.Annotation::annotator)
                .isEqualTo("anna");
        assertThat(await(world.view.annotationsOf(photos.get(1)))).hasSize(1);
    }

    @CanIgnoreReturnValue
    private List<PredictionId> flaggedAgain(String purpose, int times) {
        List<PredictionId> photos = new ArrayList<>(List.of(flag(first, purpose)));
        while (photos.size() < times) {
            photos.add(flag(world.predictAgain(first), purpose));
        }
        return photos;
    }

    @CanIgnoreReturnValue
    private PredictionId flag(PredictionId photo, String purpose) {
        world.choose(photo, SamplingStream.USER_FEEDBACK, purpose);
        await(world.deliver(TaskRequest.first(photo)));
        return photo;
    }

    @CanIgnoreReturnValue
    private String annotate(PredictionId photo, String label) {
        return await(world.annotator.annotate(ANNA, TaskId.of(photo), Opinion.label(new Label(label)), null, null));
    }

    private List<String> tasks() {
        return world.keys(Bucket.LABELSTUDIO, "tasks/user_feedback/");
    }

    private String state(PredictionId photo) {
        return world.rows("select state from image_states where prediction_id = $1", photo.value())
                .get(0)
                .getString("state");
    }

    private List<PredictionId> changes() {
        return world.rows("select distinct prediction_id from estimate_changes").stream()
                .map(row -> new PredictionId(row.getUUID("prediction_id")))
                .toList();
    }

    private List<PredictionId> listed(String state) {
        var asked = new PredictionQuery(null, null, null, null, null, null, null, state, null, false, null, 50);
        return await(new PredictionList(world.pool).page(ADMIN, asked)).stream()
                .map(PredictionSummary::id)
                .toList();
    }
}
