package io.gourmetloop.loop.monitoring;

import static io.gourmetloop.loop.monitoring.RecordedProduction.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gourmetloop.loop.monitoring.LabelQuality.Agreement;
import io.gourmetloop.loop.monitoring.LabelQuality.Claim;
import io.gourmetloop.loop.monitoring.LabelQuality.Pace;
import io.gourmetloop.loop.monitoring.RecordedProduction.Image;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LabelQualityIT extends EstimatedDay {
    @Test
    void two_annotators_agree_as_far_as_their_newest_words_on_the_same_photos_do() {
        List<Image> tasks = Images.withTask(answerADay(300));
        production.label(tasks);
        for (int i = 0; i < 50; i++) {
            annotate(tasks.get(i), "ann", i < 25 ? "Soup" : "Egg", 2 + i / 10.0);
            annotate(tasks.get(i), "bob", i < 20 || (i >= 25 && i < 35) ? "Soup" : "Egg", null);
        }
        annotate(tasks.get(60), "ann", "Soup", 100.0);
        LabelQuality.Found found = found();
        Agreement agreement = found.agreements().get(0);
        assertThat(found.agreements()).hasSize(1);
        assertThat(agreement.images()).isEqualTo(50);
        assertThat(agreement.agreed()).isEqualTo(35);
        assertThat(Objects.requireNonNull(agreement.kappa())).isCloseTo(0.4, within(1e-12));
        Pace ann = found.paces().get(0);
        assertThat(ann.annotator()).isEqualTo("ann");
        assertThat(ann.annotations()).isEqualTo(51);
        assertThat(Objects.requireNonNull(ann.median())).isCloseTo(4.5, within(1e-9));
        assertThat(found.paces().get(1).median()).as("nobody stopped the time").isNull();
    }

    @Test
    void what_users_say_is_held_against_annotators_who_did_not_see_it() {
        List<Image> images = answerADay(400);
        List<Image> blind = Images.blind(images);
        List<Image> others =
                images.stream().filter(image -> image.task() == null).toList();
        production.label(Images.withTask(images));
        say(blind.get(0), "FLAGGED", null);
        say(blind.get(0), "CONFIRMED", null);
        say(blind.get(1), "CORRECTED", "Egg");
        say(blind.get(2), "CONFIRMED", null);
        say(others.get(0), "FLAGGED", null);
        List<Claim> claims = found().claims();
        assertThat(claims).extracting(Claim::kind).containsExactlyInAnyOrder("objected", "corrected", "confirmed");
        Claim objected = claim(claims, "objected");
        assertThat(objected.images()).as("an objection is not taken back").isEqualTo(3);
        assertThat(objected.labeled()).isEqualTo(2);
        assertThat(objected.right())
                .isEqualTo((blind.get(0).right() ? 0 : 1) + (blind.get(1).right() ? 0 : 1));
        assertThat(claim(claims, "corrected").right()).isEqualTo(blind.get(1).right() ? 0 : 1);
        assertThat(claim(claims, "confirmed").right()).isEqualTo(blind.get(2).right() ? 1 : 0);
        assertThat(claim(claims, "confirmed").interval()).isNotNull();
    }

    @Test
    void nothing_is_said_of_nothing() {
        LabelQuality.Found found = found();
        assertThat(found.agreements()).isEmpty();
        assertThat(found.paces()).isEmpty();
        assertThat(found.claims()).allMatch(claim -> claim.images() == 0 && claim.interval() == null);
    }

    private LabelQuality.Found found() {
        return await(new LabelQuality(database.pool(), clock).of(Duration.ofDays(30)));
    }

    private static Claim claim(List<Claim> claims, String kind) {
        return claims.stream()
                .filter(claim -> claim.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private void annotate(Image image, String annotator, String label, @Nullable Double leadTime) {
        await(database.pool()
                .preparedQuery("""
                        insert into annotations (source, id, task_id, annotator, outcome, label, lead_time, created_at,
                                                 updated_at)
                        values ('test', $2::text || $1::uuid, $1, $2, 'label', $3, $4, $5, $5)
                        """)
                .execute(Tuple.of(
                        image.id().value(),
                        annotator,
                        label,
                        leadTime,
                        clock.instant().atOffset(ZoneOffset.UTC))));
    }

    private void say(Image image, String verdict, @Nullable String label) {
        await(database.pool()
                .preparedQuery("""
                        insert into feedback (prediction_id, session_id, verdict, human_label, created_at)
                        values ($1, 'session', $2, $3, $4)
                        """)
                .execute(Tuple.of(
                        image.id().value(), verdict, label, clock.instant().atOffset(ZoneOffset.UTC))));
    }
}
