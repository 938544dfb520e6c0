package io.gourmetloop.loop.labeling;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.domain.Label;
import io.gourmetloop.loop.labeling.MajorityVote.Decision;
import io.gourmetloop.loop.labeling.MajorityVote.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MajorityVoteTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    /** Votes of different annotators: a letter is a label, {@code !} a bad image, {@code ?} cannot tell, {@code -} a skip. */
    @ParameterizedTest
    @CsvSource({
        "1, A,      A, 1, 1",
        "1, !,      !, 1, 1",
        "1, ?,      ?, 1, 1",
        "1, -,      -, 1, 1",
        "1, '',      , , 1",
        "2, A,       , , 2",
        "2, A A,    A, 2, 2",
        "3, A A B,  A, 2, 3",
        "2, A B,     , , 3",
        "2, A B C,   , , 4",
        "2, A B A,  A, 2, 2",
        "2, A !,     , , 3",
        "2, A ! !,  !, 2, 2",
        "2, A A B B, , , 5",
        "2, -,       , , 2",
        "2, - -,    -, 2, 2",
        "1, - A,    A, 1, 1",
        "2, - A,     , , 2",
        "2, - A A,  A, 2, 2",
        "2, - A B,   , , 3",
    })
    void votes_decide(int minimum, String votes, String opinion, Integer held, int required) {
        Decision decision = opinion == null ? null : new Decision(opinion(opinion), held);
        assertThat(new MajorityVote(minimum).count(annotations(votes))).isEqualTo(new Result(required, decision));
    }

    @Test
    void an_annotator_has_one_vote_and_it_is_the_newest() {
        List<Annotation> changed =
                List.of(vote(1, "anna", "A", 0, false), vote(2, "anna", "B", 5, false), vote(3, "anna", "A", 3, false));
        assertThat(new MajorityVote(1).count(changed).decision()).isEqualTo(new Decision(opinion("B"), 1));
        assertThat(new MajorityVote(2).count(changed).decision()).isNull();
    }

    @Test
    void a_withdrawn_annotation_has_no_vote() {
        List<Annotation> votes = List.of(vote(1, "anna", "A", 0, false), vote(2, "ben", "B", 1, true));
        assertThat(new MajorityVote(1).count(votes).decision()).isEqualTo(new Decision(opinion("A"), 1));
    }

    @Test
    void the_order_of_the_annotations_does_not_matter() {
        List<Annotation> votes = new ArrayList<>(annotations("A B A - ! A B"));
        Result result = new MajorityVote(2).count(votes);
        for (int seed = 0; seed < 100; seed++) {
            Collections.shuffle(votes, new Random(seed));
            assertThat(new MajorityVote(2).count(votes)).isEqualTo(result);
        }
    }

    private static List<Annotation> annotations(String votes) {
        List<Annotation> annotations = new ArrayList<>();
        for (String vote : votes.isBlank() ? new String[0] : votes.split(" ")) {
            int number = annotations.size();
            annotations.add(vote(number, "annotator " + number, vote, number, false));
        }
        return annotations;
    }

    private static Annotation vote(int id, String annotator, String opinion, int minute, boolean withdrawn) {
        return new Annotation(
                AnnotationId.builtIn("gl-" + id),
                Golden.TASK,
                annotator,
                opinion(opinion),
                null,
                null,
                NOON,
                NOON.plusSeconds(60L * minute),
                withdrawn);
    }

    private static Opinion opinion(String sign) {
        return switch (sign) {
            case "!" -> Opinion.BAD_IMAGE;
            case "?" -> Opinion.CANNOT_TELL;
            case "-" -> Opinion.SKIPPED;
            default -> Opinion.label(new Label(sign));
        };
    }
}
