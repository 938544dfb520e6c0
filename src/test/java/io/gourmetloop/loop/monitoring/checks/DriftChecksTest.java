package io.gourmetloop.loop.monitoring.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gourmetloop.loop.monitoring.checks.Finding.Detail;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each check with a production that did not change, and with one that did. */
class DriftChecksTest {
    private final Production production = new Production();
    private final List<Example> before = production.photos(300);

    @Test
    void properties_that_stay_pass_and_darker_pictures_fail_by_name() {
        CheckResult same = Production.check("property_drift", before, production.photos(300));
        CheckResult darker = Production.check(
                "property_drift", before, production.photos(300, (draft, i) -> draft.brightness -= 0.2));

        assertThat(same.status()).isEqualTo(Status.PASS);
        assertThat(darker.status()).isEqualTo(Status.FAIL);
        assertThat(darker.value()).isGreaterThan(0.5);
        assertThat(darker.outcome().summary()).startsWith("Brightness: median ");
        assertThat(finding(darker).photos()).hasSize(8);
        assertThat(finding(darker).chart()).isNotNull();
    }

    @Test
    void a_distance_that_chance_gives_is_no_finding() {
        CheckResult few = Production.check("property_drift", before.subList(0, 30), production.photos(30));

        assertThat(few.status()).isEqualTo(Status.PASS);
    }

    @Test
    void what_happens_to_one_class_is_told_of_that_class() {
        List<Example> now = production.photos(300, (draft, i) -> {
            if (draft.label.equals("Egg")) {
                draft.brightness -= 0.3;
            }
        });
        CheckResult result = Production.check("class_property_drift", before, now);

        assertThat(result.status()).isEqualTo(Status.FAIL);
        assertThat(result.outcome().summary()).contains("of photos answered Egg: median 0.");
        assertThat(finding(result).details().subList(0, 4))
                .extracting(Detail::subject)
                .allMatch(subject -> subject.endsWith("Egg"));
        assertThat(finding(result).photos()).allMatch(photo -> photo.caption().contains("answered Egg"));
        assertThat(Production.check("class_property_drift", before, production.photos(300))
                        .status())
                .isEqualTo(Status.PASS);
    }

    @Test
    void outliers_count_beyond_those_that_there_were() {
        List<Example> now =
                production.photos(300, (draft, i) -> draft.sharpness = i % 5 == 0 ? 9_000 : draft.sharpness);
        CheckResult result = Production.check("property_outliers", before, now);

        assertThat(result.status()).isEqualTo(Status.FAIL);
        assertThat(result.value()).isBetween(0.17, 0.2);
        assertThat(result.outcome().summary()).startsWith("Sharpness");
        assertThat(Production.check("property_outliers", before, production.photos(300))
                        .status())
                .isEqualTo(Status.PASS);
    }

    @Test
    void a_model_that_becomes_unsure_fails() {
        CheckResult unsure = Production.check(
                "confidence_drift", before, production.photos(300, (draft, i) -> draft.confidence -= 0.2));

        assertThat(unsure.status()).isEqualTo(Status.FAIL);
        assertThat(unsure.value()).isCloseTo(0.4, within(0.1));
        assertThat(Production.check("confidence_drift", before, production.photos(300))
                        .status())
                .isEqualTo(Status.PASS);
    }

    @Test
    void answers_that_change_give_the_golden_number() {
        List<Example> even = production.photos(300, (draft, i) -> draft.label = Draft.CLASSES.get(i % 3));
        List<Example> uneven = production.photos(300, (draft, i) -> draft.label = uneven(i));
        CheckResult result = Production.check("prediction_drift", even, uneven);

        assertThat(result.status()).isEqualTo(Status.FAIL);
        assertThat(result.value()).isCloseTo(0.202914, within(5e-7));
        assertThat(result.outcome().summary()).contains("PSI 0.18");
        assertThat(finding(result).photos()).allMatch(photo -> photo.caption().equals("Soup"));
        assertThat(Production.check("prediction_drift", even, even).status()).isEqualTo(Status.PASS);
    }

    @Test
    void true_classes_are_counted_over_photos_labeled_at_random_alone() {
        List<Example> even = production.photos(300, (draft, i) -> draft.truth = Draft.CLASSES.get(i % 3));
        List<Example> uneven = production.photos(300, (draft, i) -> draft.truth = uneven(i));
        List<Example> chosen = production.photos(300, (draft, i) -> {
            draft.truth = uneven(i);
            draft.atRandom = false;
        });

        assertThat(Production.check("label_drift", even, uneven).status()).isEqualTo(Status.FAIL);
        assertThat(Production.check("label_drift", even, even).status()).isEqualTo(Status.PASS);
        assertThat(Production.check("label_drift", even, chosen).status()).isEqualTo(Status.NOT_ENOUGH_DATA);
    }

    @Test
    void users_who_object_more_often_are_heard() {
        List<Example> calm = production.photos(300, (draft, i) -> draft.flagged = i % 50 == 0);
        List<Example> angry = production.photos(300, (draft, i) -> draft.flagged = i % 10 == 0);
        CheckResult result = Production.check("flag_rate", calm, angry);

        assertThat(result.status()).isEqualTo(Status.FAIL);
        assertThat(result.value()).isCloseTo(80, within(1e-9));
        assertThat(Production.check("flag_rate", angry, calm).status()).isEqualTo(Status.PASS);
    }

    @Test
    void too_little_is_said_to_be_too_little() {
        CheckResult result = Production.check("property_drift", before, production.photos(29));

        assertThat(result.status()).isEqualTo(Status.NOT_ENOUGH_DATA);
        assertThat(result.value()).isNull();
        assertThat(result.outcome().summary())
                .isEqualTo("Needs 30 described photos on each side; there are 300 in the reference and 29 now");
    }

    private static String uneven(int i) {
        return i < 150 ? "Soup" : i < 250 ? "Egg" : "Rice";
    }

    private static Finding finding(CheckResult result) {
        return (Finding) result.outcome();
    }
}
