package io.gourmetloop.loop.labeling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.Labels;
import java.io.StringReader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class LabelingConfigurationTest {
    private static final Labels LABELS = Labels.of("Bread", "Mac & \"cheese\" <hot>", "Soup");

    @Test
    void the_choices_are_the_labels_and_the_two_that_are_none() throws Exception {
        assertThat(new LabelingConfiguration(LABELS).xml()).isEqualTo(Golden.text("labeling-config.xml"));
    }

    @Test
    void an_xml_parser_reads_the_labels_as_they_are() throws Exception {
        NodeList choices = parse(new LabelingConfiguration(LABELS).xml()).getElementsByTagName("Choice");
        assertThat(((Element) choices.item(1)).getAttribute("value")).isEqualTo("Mac & \"cheese\" <hot>");
    }

    @Test
    void the_controls_have_the_names_that_results_refer_to() throws Exception {
        Element view = parse(new LabelingConfiguration(LABELS).xml());
        assertThat(attributes(view, "Choices", "name", "toName"))
                .containsExactly(LabelingConfiguration.CONTROL, LabelingConfiguration.IMAGE);
        assertThat(attributes(view, "TextArea", "name", "toName"))
                .containsExactly(LabelingConfiguration.NOTES, LabelingConfiguration.IMAGE);
        assertThat(attributes(view, "Image", "name", "value"))
                .containsExactly(LabelingConfiguration.IMAGE, "$" + LabelingConfiguration.IMAGE);
    }

    @Test
    void no_two_choices_share_a_key_and_none_takes_a_key_of_the_annotator() throws Exception {
        Labels many = new Labels(
                IntStream.range(0, 40).mapToObj(i -> new Label("Dish " + i)).toList());
        NodeList choices = parse(new LabelingConfiguration(many).xml()).getElementsByTagName("Choice");
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < choices.getLength(); i++) {
            String key = ((Element) choices.item(i)).getAttribute("hotkey");
            assertThat(key.isEmpty() || keys.add(key)).as("key %s", key).isTrue();
        }
        assertThat(keys).hasSize(31 + 2).contains("1", "9", "a", "b", "f", "c").doesNotContain("u", "s");
    }

    @Test
    void an_opinion_and_its_choice_stand_for_each_other() {
        var configuration = new LabelingConfiguration(LABELS);
        for (Opinion opinion : List.of(Opinion.label(new Label("Soup")), Opinion.BAD_IMAGE, Opinion.CANNOT_TELL)) {
            String choice = configuration.choice(opinion).orElseThrow();
            assertThat(configuration.opinion(choice)).isEqualTo(opinion);
        }
        assertThat(configuration.choice(Opinion.SKIPPED)).isEmpty();
    }

    @Test
    void a_choice_that_nobody_offered_is_refused() {
        assertThatThrownBy(() -> new LabelingConfiguration(LABELS).opinion("soup"))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_LABEL));
    }

    @Test
    void a_label_cannot_be_called_like_a_special_choice() {
        assertThatThrownBy(() -> new LabelingConfiguration(Labels.of("Soup", "Bad image")))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_INVALID));
    }

    private static Element parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
    }

    private static List<String> attributes(Element view, String tag, String... names) {
        Element element = (Element) view.getElementsByTagName(tag).item(0);
        return List.of(names).stream().map(element::getAttribute).toList();
    }
}
