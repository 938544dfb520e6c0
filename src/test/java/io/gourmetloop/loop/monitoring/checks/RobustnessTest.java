package io.gourmetloop.loop.monitoring.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gourmetloop.domain.Label;
import io.gourmetloop.loop.monitoring.checks.Finding.Detail;
import io.gourmetloop.loop.monitoring.checks.Retold.Change;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RobustnessTest {
    private static final Change MILD_BLUR = new Change("blur", false);
    private static final Change STRONG_BLUR = new Change("blur", true);
    private static final Change MILD_CROP = new Change("crop", false);

    private final Production production = new Production();

    @Test
    void two_of_four_answers_stay_and_confidences_move_as_in_the_golden_case() {
        List<String> before = List.of("Egg", "Soup", "Rice", "Bread");
        List<String> after = List.of("Egg", "Meat", "Rice", "Dessert");
        List<Double> sure = List.of(0.9, 0.8, 0.7, 0.6);
        List<Double> surer = List.of(0.7, 0.65, 0.7, 0.9);
        List<Example> photos = production.photos(4, (draft, i) -> {
            draft.label = before.get(i);
            draft.confidence = sure.get(i);
        });
        List<Retold> answers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            answers.add(new Retold(MILD_BLUR, photos.get(i), new Label(after.get(i)), surer.get(i)));
        }

        assertThat(Retold.agreement(answers)).isEqualTo(0.5);
        assertThat(Retold.confidenceChange(answers)).isCloseTo(0.038125, within(1e-12));
    }

    @Test
    void answers_that_stay_pass_and_those_that_a_little_change_turns_fail() {
        List<Example> photos = production.photos(20, (draft, i) -> draft.label = "Soup");
        List<Retold> steady = answers(MILD_BLUR, photos, 18);
        List<Retold> shaky = new ArrayList<>(steady);
        shaky.addAll(answers(MILD_CROP, photos, 8));

        assertThat(Production.check("robustness", List.of(), photos, steady).status())
                .isEqualTo(Status.PASS);
        CheckResult failed = Production.check("robustness", List.of(), photos, shaky);
        assertThat(failed.status()).isEqualTo(Status.FAIL);
        assertThat(failed.value()).isEqualTo(0.4);
        assertThat(failed.outcome().summary()).isEqualTo("Under mild crop 40.0 % of 20 answers stay the same");
        assertThat(((Finding) failed.outcome()).photos()).hasSize(8);
    }

    @Test
    void what_strong_changes_do_is_told_but_not_held_against_the_version() {
        List<Example> photos = production.photos(20, (draft, i) -> draft.label = "Soup");
        List<Retold> answers = new ArrayList<>(answers(MILD_BLUR, photos, 20));
        answers.addAll(answers(STRONG_BLUR, photos, 1));

        CheckResult result = Production.check("robustness", List.of(), photos, answers);

        assertThat(result.status()).isEqualTo(Status.PASS);
        assertThat(((Finding) result.outcome()).details())
                .extracting(Detail::subject)
                .containsExactly("strong blur", "mild blur");
    }

    @Test
    void without_photos_that_were_shown_again_nothing_is_said() {
        assertThat(Production.check("robustness", List.of(), production.photos(20))
                        .status())
                .isEqualTo(Status.NOT_ENOUGH_DATA);
    }

    private static List<Retold> answers(Change change, List<Example> photos, int same) {
        List<Retold> answers = new ArrayList<>();
        for (Example photo : photos) {
            answers.add(new Retold(change, photo, new Label(answers.size() < same ? "Soup" : "Egg"), 0.8));
        }
        return answers;
    }
}
