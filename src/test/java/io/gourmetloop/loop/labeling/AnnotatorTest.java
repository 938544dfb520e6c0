package io.gourmetloop.loop.labeling;

import static io.gourmetloop.loop.labeling.LabelingWorld.account;
import static io.gourmetloop.loop.labeling.LabelingWorld.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.gourmetloop.domain.Confidence;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.TaskId;
import io.gourmetloop.domain.Viewer;
import io.gourmetloop.loop.labeling.Annotator.OfferedTask;
import io.gourmetloop.platform.config.LabelingConfig;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ObjectKey;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class AnnotatorTest {
    private static final Viewer.Account ANNA = account(1, "anna");
    private static final Viewer.Account BEN = account(2, "ben");
    private static final Viewer.Account CLEO = account(3, "cleo");
    private static final Opinion SOUP = Opinion.label(new Label("Soup"));
    private static final Opinion RICE = Opinion.label(new Label("Rice"));

    private LabelingWorld world = new LabelingWorld(LabelingWorld.ONE_VOTE);

    @Test
    void a_label_goes_through_a_file_to_the_truth() {
        PredictionId id = world.blindTask();
        OfferedTask offered = next(ANNA, 5).get(0);
        assertThat(offered.task().id()).isEqualTo(TaskId.of(id));
        assertThat(offered.task().guide()).isNull();

        String annotation = annotate(ANNA, id, SOUP);

        JsonObject file = world.json("output/random/" + annotation);
        assertThat(file.getJsonObject("task").getJsonObject("data"))
                .isEqualTo(world.json("tasks/random/" + id + ".json").getJsonObject("data"));
        assertThat(file.getJsonObject("completed_by").getLong("id")).isEqualTo(1);
        assertThat(world.truthOf(id)).isEqualTo("label:Soup");
        assertThat(world.task(id).getString("state")).isEqualTo("closed");
        assertThat(next(ANNA, 5)).isEmpty();
    }

    @Test
    void each_outcome_closes_the_task_in_its_own_way() {
        List<PredictionId> ids = List.of(world.blindTask(), world.blindTask(), world.blindTask());
        annotate(ANNA, ids.get(0), Opinion.BAD_IMAGE);
        annotate(ANNA, ids.get(1), Opinion.CANNOT_TELL);
        String skip = annotate(ANNA, ids.get(2), Opinion.SKIPPED);
        assertThat(ids).extracting(world::truthOf).containsExactly("bad_image", "cannot_tell", "skipped");
        assertThat(ids)
                .allSatisfy(id -> assertThat(world.task(id).getString("state")).isEqualTo("closed"));
        JsonObject skipped = world.json("output/random/" + skip);
        assertThat(skipped.getBoolean("was_cancelled")).isTrue();
        assertThat(skipped.getJsonArray("result")).isEmpty();
    }

    @Test
    void blind_tasks_come_first_and_then_the_order_of_arrival_counts() {
        PredictionId guided1 = world.guidedTask();
        PredictionId blind1 = world.blindTask();
        PredictionId guided2 = world.guidedTask();
        PredictionId blind2 = world.blindTask();
        assertThat(next(ANNA, 10))
                .extracting(offer -> offer.task().id().prediction())
                .containsExactly(blind1, blind2, guided1, guided2);
    }

    @Test
    void a_guided_task_tells_the_answer() {
        world.guidedTask();
        assertThat(next(ANNA, 1).get(0).task().guide())
                .isEqualTo(new LabelingTask.Guide(new Label("Soup"), new Confidence(0.4), null, null));
    }

    @Test
    void two_annotators_who_ask_at_once_get_different_tasks() {
        for (int i = 0; i < 20; i++) {
            world.blindTask();
        }
        List<Future<List<OfferedTask>>> asked = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            asked.add(world.annotator.nextTasks(account(10 + i, "annotator " + i), 4));
        }
        Set<TaskId> offered = new HashSet<>();
        asked.forEach(future -> await(future)
                .forEach(offer -> assertThat(offered.add(offer.task().id()))
                        .as("offered once")
                        .isTrue()));
        assertThat(offered).hasSize(20);
    }

    @Test
    void an_annotator_who_comes_back_finds_the_tasks_still_held() {
        world.blindTask();
        world.blindTask();
        List<OfferedTask> first = next(ANNA, 2);
        assertThat(next(BEN, 2)).isEmpty();
        assertThat(next(ANNA, 2)).isEqualTo(first);
    }

    @Test
    void a_reservation_that_ran_out_is_free_for_others() {
        PredictionId id = world.blindTask();
        assertThat(next(ANNA, 1)).hasSize(1);
        world.clock.advance(Duration.ofMinutes(11));
        assertThat(next(BEN, 1)).hasSize(1);
        assertConflict(() -> annotate(ANNA, id, SOUP));
        annotate(BEN, id, SOUP);
        assertThat(world.truthOf(id)).isEqualTo("label:Soup");
    }

    @Test
    void a_task_is_annotated_once_and_only_while_it_is_open() {
        PredictionId id = world.blindTask();
        annotate(ANNA, id, SOUP);
        assertConflict(() -> annotate(BEN, id, RICE));
        assertConflict(() -> annotate(ANNA, id, RICE));
        assertNotFound(() -> annotate(ANNA, PredictionId.create(world.clock.instant()), RICE));
    }

    @Test
    void a_click_that_comes_twice_is_one_annotation() {
        PredictionId id = world.blindTask();
        List<Future<String>> clicks = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            clicks.add(world.annotator.annotate(ANNA, TaskId.of(id), SOUP, null, 1.0));
        }
        await(Future.join(clicks).otherwiseEmpty());
        assertThat(clicks).filteredOn(Future::succeeded).hasSize(1);
        assertThat(world.keys(Bucket.LABELSTUDIO, "output/")).hasSize(1);
    }

    @Test
    void a_label_that_cannot_be_read_back_is_not_written_and_the_task_stays() {
        PredictionId id = world.blindTask();
        assertRefused(() -> annotate(ANNA, id, Opinion.label(new Label("Sushi"))), ErrorCode.UNKNOWN_LABEL);
        assertThat(world.keys(Bucket.LABELSTUDIO, "output/")).isEmpty();
        annotate(ANNA, id, SOUP);
        assertThat(world.truthOf(id)).isEqualTo("label:Soup");
    }

    @Test
    void the_photo_of_an_open_task_is_shown_and_no_other() {
        PredictionId id = world.blindTask();
        var photo = await(world.annotator.photo(TaskId.of(id)));
        assertThat(photo.bytes()).isEqualTo(LabelingWorld.photo(id));
        assertThat(photo.mediaType()).isEqualTo("image/jpeg");
        annotate(ANNA, id, SOUP);
        assertNotFound(() -> await(world.annotator.photo(TaskId.of(id))));
    }

    @Test
    void a_task_file_cannot_make_the_server_show_another_object() {
        PredictionId id = world.blindTask();
        String key = "tasks/random/" + id + ".json";
        JsonObject file = world.json(key);
        for (String uri : List.of(
                "s3://" + world.storage.bucketPrefix() + "production/class_02/" + id + ".jpg",
                "s3://" + world.storage.bucketPrefix() + "labelstudio/tasks/random/" + id + ".json",
                "http://127.0.0.1/photo.jpg")) {
            file.getJsonObject("data").put("image", uri);
            world.put(key, file.toBuffer());
            assertNotFound(() -> await(world.annotator.photo(TaskId.of(id))));
        }
    }

    @Test
    void an_undone_annotation_counts_no_more_and_its_task_comes_back_to_the_same_person() {
        PredictionId id = world.blindTask();
        String annotation = annotate(ANNA, id, SOUP);

        OfferedTask again = await(world.annotator.undo(ANNA, annotation));

        assertThat(again.task().id()).isEqualTo(TaskId.of(id));
        assertThat(world.truthOf(id)).isEqualTo("none");
        assertThat(world.task(id).getString("state")).isEqualTo("open");
        assertThat(world.json("output/random/" + annotation).getBoolean("was_cancelled"))
                .isTrue();
        assertThat(next(BEN, 5)).isEmpty();
        annotate(ANNA, id, RICE);
        assertThat(world.truthOf(id)).isEqualTo("label:Rice");
        assertThat(await(world.view.annotationsOf(id)))
                .extracting(entry -> entry.opinion())
                .containsExactly(RICE);
    }

    @Test
    void only_ones_own_annotation_can_be_undone_and_only_once() {
        PredictionId id = world.blindTask();
        String annotation = annotate(ANNA, id, SOUP);
        assertNotFound(() -> await(world.annotator.undo(BEN, annotation)));
        assertThat(world.truthOf(id)).isEqualTo("label:Soup");
        await(world.annotator.undo(ANNA, annotation));
        assertNotFound(() -> await(world.annotator.undo(ANNA, annotation)));
        assertNotFound(() -> await(world.annotator.undo(ANNA, "gl-none")));
    }

    @Test
    void a_skip_can_be_undone_too() {
        PredictionId id = world.blindTask();
        String skip = annotate(ANNA, id, Opinion.SKIPPED);
        await(world.annotator.undo(ANNA, skip));
        assertThat(world.truthOf(id)).isEqualTo("none");
        annotate(ANNA, id, SOUP);
        assertThat(world.truthOf(id)).isEqualTo("label:Soup");
    }

    @Test
    void a_tie_goes_to_a_third_annotator_and_not_back_to_the_first_two() {
        world = new LabelingWorld(LabelingWorld.TWO_VOTES);
        PredictionId id = world.blindTask();
        annotate(ANNA, id, SOUP);
        assertThat(next(ANNA, 5)).isEmpty();
        annotate(BEN, id, RICE);
        assertThat(world.truthOf(id)).isEqualTo("none");
        assertThat(world.task(id).getInteger("required")).isEqualTo(3);
        assertThat(next(ANNA, 5)).isEmpty();
        assertThat(next(BEN, 5)).isEmpty();
        assertThat(next(CLEO, 5)).hasSize(1);
        annotate(CLEO, id, RICE);
        assertThat(world.truthOf(id)).isEqualTo("label:Rice");
    }

    @Test
    void progress_counts_what_waits_for_me_and_what_i_did_today() {
        PredictionId blind = world.blindTask();
        world.blindTask();
        world.guidedTask();
        assertThat(await(world.annotator.progress(ANNA))).isEqualTo(new AnnotatorProgress.Figures(3, 2, 0));
        String annotation = annotate(ANNA, blind, SOUP);
        assertThat(await(world.annotator.progress(ANNA))).isEqualTo(new AnnotatorProgress.Figures(2, 1, 1));
        assertThat(await(world.annotator.progress(BEN))).isEqualTo(new AnnotatorProgress.Figures(2, 1, 0));
        world.clock.advance(Duration.ofDays(1));
        assertThat(await(world.annotator.progress(ANNA)).doneToday()).isZero();
        await(world.annotator.undo(ANNA, annotation));
        assertThat(await(world.annotator.progress(ANNA)).open()).isEqualTo(3);
    }

    @Test
    void a_lost_task_file_does_not_keep_the_other_tasks_back() {
        PredictionId lost = world.blindTask();
        PredictionId other = world.blindTask();
        await(world.store.delete(Bucket.LABELSTUDIO, ObjectKey.of("tasks/random", lost + ".json")));
        assertThat(next(ANNA, 5))
                .extracting(offer -> offer.task().id().prediction())
                .containsExactly(other);
    }

    @Test
    void a_hundred_tasks_are_labeled_and_the_sync_has_nothing_left_to_do() {
        List<PredictionId> ids = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ids.add(i % 2 == 0 ? world.blindTask() : world.guidedTask());
        }
        for (List<OfferedTask> some = next(ANNA, 5); !some.isEmpty(); some = next(ANNA, 5)) {
            some.forEach(offer -> annotate(ANNA, offer.task().id().prediction(), SOUP));
        }
        assertThat(ids).extracting(world::truthOf).containsOnly("label:Soup");
        assertThat(await(world.sync.run())).startsWith("0 files read");
        assertThat(await(world.view.labelsByStreamAndState()))
                .extracting(count -> count.stream() + " " + count.state() + " " + count.images())
                .containsExactlyInAnyOrder("RANDOM LABELED 50", "LOW_CONFIDENCE LABELED 50");
    }

    @Test
    void nothing_is_annotated_here_where_label_studio_is_in_charge() {
        LabelingConfig one = LabelingWorld.ONE_VOTE;
        world = new LabelingWorld(new LabelingConfig(
                LabelingConfig.Annotator.LABEL_STUDIO, 1, one.reservation(), one.noisyConfidence(), one.noisyAfter()));
        PredictionId id = world.blindTask();
        assertConflict(() -> next(ANNA, 1));
        assertConflict(() -> annotate(ANNA, id, SOUP));
    }

    private List<OfferedTask> next(Viewer.Account account, int limit) {
        return await(world.annotator.nextTasks(account, limit));
    }

    @CanIgnoreReturnValue
    private String annotate(Viewer.Account account, PredictionId id, Opinion opinion) {
        return await(world.annotator.annotate(account, TaskId.of(id), opinion, null, 1.5));
    }

    private static void assertConflict(Callable<?> call) {
        assertRefused(call, ErrorCode.CONFLICT);
    }

    private static void assertNotFound(Callable<?> call) {
        assertRefused(call, ErrorCode.NOT_FOUND);
    }

    private static void assertRefused(Callable<?> call, ErrorCode code) {
        assertThatThrownBy(call::call)
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
