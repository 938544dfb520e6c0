package io.gourmetloop.loop.monitoring.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.domain.PhotoProblem;
import io.gourmetloop.domain.Role;
import io.gourmetloop.loop.monitoring.checks.Finding.Detail;
import io.gourmetloop.loop.monitoring.checks.Finding.Exhibit;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labels, duplicates and files. */
class DataChecksTest {
    private final Production production = new Production();

    @Test
    void one_label_of_a_hundred_that_no_class_has_is_too_many() {
        List<Example> known = production.photos(100, DataChecksTest::labelRight);
        List<Example> withNew = production.photos(100, (draft, i) -> draft.truth = i == 0 ? "Sushi" : draft.label);
        CheckResult result = Production.check("new_labels", known, withNew);

        assertThat(result.value()).isEqualTo(0.01);
        assertThat(result.status()).isEqualTo(Status.FAIL);
        assertThat(result.blocking()).isTrue();
        assertThat(((Finding) result.outcome()).photos())
                .extracting(Exhibit::caption)
                .singleElement()
                .asString()
                .startsWith("labeled Sushi");
        assertThat(Production.check("new_labels", known, known).status()).isEqualTo(Status.PASS);
    }

    @Test
    void five_labels_beside_a_hundred_are_an_imbalance() {
        List<Example> uneven =
                production.photos(155, (draft, i) -> draft.truth = i < 5 ? "Rice" : i < 105 ? "Soup" : "Egg");
        CheckResult result = Production.check("class_imbalance", uneven, List.of());

        assertThat(result.value()).isEqualTo(0.05);
        assertThat(result.status()).isEqualTo(Status.FAIL);
        assertThat(Production.check("class_imbalance", production.photos(150, DataChecksTest::labelRight), List.of())
                        .status())
                .isEqualTo(Status.PASS);
    }

    @Test
    void the_same_pixels_are_a_duplicate_and_a_smaller_copy_a_near_one() {
        List<Example> before = production.photos(50, (draft, i) -> {
            if (i == 7) {
                draft.pixels = "a dish";
                draft.hash = 0x0f0f_1234_5678_9abcL;
            }
        });
        List<Example> again = production.photos(50, (draft, i) -> {
            if (i == 3) {
                draft.pixels = "a dish";
                draft.hash = 0x0f0f_1234_5678_9abcL;
            }
            if (i == 9) {
                draft.pixels = "the dish, smaller";
                draft.hash = 0x0f0f_1234_5678_9abcL ^ 0b1011;
            }
        });
        CheckResult exact = Production.check("exact_duplicates", before, again);
        CheckResult near = Production.check("near_duplicates", before, again);

        assertThat(exact.value()).isEqualTo(0.02);
        assertThat(exact.status()).as("users send photos again").isEqualTo(Status.PASS);
        assertThat(near.value()).isEqualTo(0.04);
        assertThat(near.status()).as("reported").isEqualTo(Status.PASS);
        assertThat(photos(near))
                .extracting(Exhibit::caption)
                .containsOnly("like " + before.get(7).id());
        assertThat(Production.check("exact_duplicates", before, production.photos(50))
                        .status())
                .isEqualTo(Status.PASS);
    }

    @ParameterizedTest
    @CsvSource({"5, PASS", "6, WARN", "20, WARN", "21, FAIL"})
    void many_photos_that_come_again_are_warned_of_and_most_of_them_fail(int again, Status status) {
        List<Example> now = production.photos(100, (draft, i) -> draft.pixels = i <= again ? "a dish" : "dish " + i);

        CheckResult result = Production.check("exact_duplicates", production.photos(50), now);

        assertThat(result.value()).isEqualTo(again / 100.0);
        assertThat(result.status()).isEqualTo(status);
    }

    @Test
    void a_picture_that_trains_twice_is_listed_and_one_that_measures_twice_is_not() {
        List<Example> planted = production.photos(60, (draft, i) -> {
            draft.truth = draft.label;
            draft.role = i < 30 ? Role.TRAIN : Role.EVAL;
            draft.pixels = i == 10 || i == 20 ? "trains" : i == 40 || i == 50 ? "measures" : "dish " + i;
        });
        CheckResult result = Production.check("training_duplicates", List.of(), planted);

        assertThat(result.value()).isEqualTo(1);
        assertThat(result.status()).isEqualTo(Status.FAIL);
        assertThat(photos(result))
                .containsExactly(new Exhibit(
                        planted.get(20).id(), "like " + planted.get(10).id()));
        assertThat(Production.check("training_duplicates", List.of(), planted.subList(20, 60))
                        .status())
                .isEqualTo(Status.PASS);
    }

    @Test
    void a_picture_with_two_names_is_listed() {
        List<Example> labeled = production.photos(60, DataChecksTest::labelRight);
        List<Example> planted = production.photos(60, (draft, i) -> {
            draft.truth = i == 20 ? "Egg" : i == 40 ? "Soup" : draft.label;
            draft.hash = i == 20 || i == 40 ? 42 : draft.hash;
        });
        CheckResult result = Production.check("conflicting_labels", labeled, planted);

        assertThat(result.value()).isEqualTo(1);
        assertThat(result.status()).isEqualTo(Status.FAIL);
        assertThat(photos(result))
                .containsExactly(new Exhibit(
                        planted.get(40).id(),
                        "labeled Soup, but " + planted.get(20).id() + " is labeled Egg"));
        assertThat(Production.check("conflicting_labels", labeled, labeled.subList(0, 0))
                        .status())
                .isEqualTo(Status.PASS);
    }

    @Test
    void a_picture_that_trains_and_measures_is_listed() {
        List<Example> labeled = production.photos(60, DataChecksTest::labelRight);
        List<Example> planted = production.photos(60, (draft, i) -> {
            draft.truth = draft.label;
            draft.role = i == 30 ? Role.EVAL : Role.TRAIN;
            draft.hash = i == 10 || i == 30 ? 42 : draft.hash;
        });
        CheckResult result = Production.check("train_test_leakage", labeled, planted);

        assertThat(result.value()).isEqualTo(1);
        assertThat(result.status()).isEqualTo(Status.FAIL);
        assertThat(photos(result))
                .extracting(Exhibit::id)
                .containsExactly(planted.get(30).id());
        assertThat(Production.check("train_test_leakage", labeled, List.of()).status())
                .isEqualTo(Status.PASS);
    }

    @Test
    void each_kind_of_unusable_file_is_counted() {
        List<Example> fine = production.photos(100);
        Iterator<PhotoProblem> problems = List.of(PhotoProblem.values()).iterator();
        List<Example> broken =
                production.photos(100, (draft, i) -> draft.problem = problems.hasNext() ? problems.next() : null);
        CheckResult result = Production.check("unusable_files", fine, broken);

        assertThat(result.value()).isEqualTo(0.05);
        assertThat(result.status()).isEqualTo(Status.FAIL);
        assertThat(((Finding) result.outcome()).details())
                .extracting(Detail::value)
                .containsOnly(1.0)
                .hasSize(5);
        assertThat(Production.check("unusable_files", fine, fine).status()).isEqualTo(Status.PASS);
    }

    @Test
    void dark_pictures_on_which_the_model_fails_are_found() {
        BiConsumer<Draft, Integer> weakInTheDark = (draft, i) -> {
            draft.truth = draft.label;
            if (i % 5 == 0) {
                draft.brightness = 0.1;
                draft.truth = i % 10 == 0 ? another(draft.label) : draft.label;
            }
        };
        CheckResult result = Production.check("weak_segments", production.photos(200, weakInTheDark), List.of());

        assertThat(result.status()).isEqualTo(Status.FAIL);
        assertThat(result.outcome().summary()).contains(", lowest quarter: ");
        assertThat(photos(result)).isNotEmpty();
        assertThat(Production.check(
                                "weak_segments",
                                production.photos(
                                        200,
                                        (draft, i) -> draft.truth = i % 10 == 0 ? another(draft.label) : draft.label),
                                List.of())
                        .status())
                .isEqualTo(Status.PASS);
    }

    @Test
    void swapped_labels_are_ranked_first() {
        BiConsumer<Draft, Integer> sure = (draft, i) -> {
            draft.probabilities = probabilities(draft.label);
            draft.truth = draft.label;
        };
        List<Example> honest = production.photos(100, sure);
        List<Example> swapped = production.photos(100, (draft, i) -> {
            sure.accept(draft, i);
            draft.truth = i < 30 ? another(draft.label) : draft.label;
        });
        CheckResult result = Production.check("label_errors", honest, swapped);

        assertThat(result.value()).isEqualTo(0.15);
        assertThat(result.status()).isEqualTo(Status.FAIL);
        assertThat(photos(result))
                .extracting(Exhibit::id)
                .allMatch(swapped.subList(0, 30).stream().map(Example::id).toList()::contains);
        assertThat(Production.check("label_errors", honest, List.of()).status()).isEqualTo(Status.PASS);
    }

    @Test
    void without_labels_the_checks_of_labels_say_what_they_lack() {
        List<Example> plain = production.photos(200);

        for (String check : List.of(
                "new_labels",
                "class_imbalance",
                "conflicting_labels",
                "train_test_leakage",
                "training_duplicates",
                "weak_segments",
                "label_errors",
                "label_drift")) {
            CheckResult result = Production.check(check, plain, plain);
            assertThat(result.status()).as(check).isEqualTo(Status.NOT_ENOUGH_DATA);
            assertThat(result.outcome().summary()).as(check).contains("Needs ");
        }
    }

    private static void labelRight(Draft draft, int number) {
        draft.truth = draft.label;
    }

    private static List<Double> probabilities(String label) {
        return Draft.CLASSES.stream()
                .map(name -> name.equals(label) ? 0.9 : 0.05)
                .toList();
    }

    private static String another(String label) {
        return Draft.CLASSES.get((Draft.CLASSES.indexOf(label) + 1) % Draft.CLASSES.size());
    }

    private static List<Exhibit> photos(CheckResult result) {
        return ((Finding) result.outcome()).photos();
    }
}
