package io.gourmetloop.loop.labeling;

import static io.gourmetloop.loop.labeling.LabelingWorld.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.domain.TaskId;
import io.gourmetloop.loop.labeling.LabelingView.ImageState;
import io.gourmetloop.loop.labeling.LabelingView.StreamCount;
import org.junit.jupiter.api.Test;

class LabelingViewTest {
    private final LabelingWorld world = new LabelingWorld(LabelingWorld.ONE_VOTE);

    @Test
    void images_are_counted_by_stream_and_by_how_far_they_have_come() {
        world.predict("Soup", 0.9);
        world.choose(world.predict("Soup", 0.9), SamplingStream.RANDOM, "evaluation");
        world.blindTask();
        world.blindTask();
        annotate(world.blindTask(), Opinion.label(new Label("Soup")));
        annotate(world.blindTask(), Opinion.SKIPPED);
        annotate(world.guidedTask(), Opinion.BAD_IMAGE);
        assertThat(await(world.view.labelsByStreamAndState()))
                .containsExactlyInAnyOrder(
                        new StreamCount(SamplingStream.RANDOM, ImageState.SAMPLED, 1),
                        new StreamCount(SamplingStream.RANDOM, ImageState.IN_LABELING, 2),
                        new StreamCount(SamplingStream.RANDOM, ImageState.LABELED, 1),
                        new StreamCount(SamplingStream.RANDOM, ImageState.REJECTED, 1),
                        new StreamCount(SamplingStream.LOW_CONFIDENCE, ImageState.REJECTED, 1));
        assertThat(world.rows("select 1 from image_states where state = 'NEW'")).hasSize(1);
    }

    private void annotate(PredictionId id, Opinion opinion) {
        await(world.annotator.annotate(LabelingWorld.account(1, "anna"), TaskId.of(id), opinion, null, 1.0));
    }
}
