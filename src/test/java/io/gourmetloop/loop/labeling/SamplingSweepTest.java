package io.gourmetloop.loop.labeling;

import static io.gourmetloop.loop.labeling.LabelingWorld.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.domain.AccountRole;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.domain.SessionId;
import io.gourmetloop.domain.Viewer;
import io.gourmetloop.loop.prediction.PredictionList;
import io.gourmetloop.loop.prediction.PredictionQuery;
import io.gourmetloop.loop.prediction.PredictionSummary;
import io.gourmetloop.platform.config.Schedule;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SamplingSweepTest {
    private static final Duration LATER = Duration.ofMinutes(11);

    private final LabelingWorld world = new LabelingWorld(LabelingWorld.ONE_VOTE);
    private final SamplingSweep sweep =
            new SamplingSweep(world.pool, world.outbox, Schedule.every(Duration.ofHours(1)), world.clock);

    @Test
    void a_chosen_image_whose_task_was_lost_is_promised_again_once() {
        PredictionId lost = world.choose(world.predict("Soup", 0.9), SamplingStream.RANDOM, "evaluation");
        world.clock.advance(LATER);

        assertThat(await(sweep.run())).startsWith("1 tasks");
        assertThat(await(sweep.run())).startsWith("0 tasks");

        assertThat(world.rows("select key from outbox where topic = 'task' and state = 'open'"))
                .singleElement()
                .satisfies(row -> assertThat(row.getString("key")).isEqualTo(lost.toString()));
    }

    @Test
    void tasks_that_came_that_are_young_or_that_were_given_up_are_left_alone() {
        world.blindTask();
        PredictionId dead = world.choose(world.predict("Soup", 0.9), SamplingStream.RANDOM, "evaluation");
        world.rows(
                "insert into outbox (topic, key, payload, state) values ('task', $1, '{}', 'dead')", dead.toString());
        world.predict("Rice", 0.9);
        world.clock.advance(LATER);
        world.choose(world.predict("Rice", 0.9), SamplingStream.RANDOM, "evaluation");

        assertThat(await(sweep.run())).startsWith("0 tasks");
    }

    @Test
    void images_whose_tasks_are_on_their_way_or_were_given_up_are_listed_as_sampled() {
        world.predict("Rice", 0.9);
        world.blindTask();
        PredictionId promised = world.choose(world.predict("Soup", 0.9), SamplingStream.RANDOM, "evaluation");
        PredictionId dead = world.choose(world.predict("Soup", 0.9), SamplingStream.RANDOM, "evaluation");
        world.rows(
                "insert into outbox (topic, key, payload, state) values ('task', $1, '{}', 'dead')", dead.toString());
        world.clock.advance(LATER);
        assertThat(await(sweep.run())).startsWith("1 tasks");

        var asked = new PredictionQuery(null, null, null, null, null, null, null, "SAMPLED", null, false, null, 10);
        var admin = new Viewer.Account(1, "admin", AccountRole.ADMIN, new SessionId("session of admin"));

        assertThat(await(new PredictionList(world.pool).page(admin, asked)))
                .extracting(PredictionSummary::id)
                .containsExactly(dead, promised);
    }
}
