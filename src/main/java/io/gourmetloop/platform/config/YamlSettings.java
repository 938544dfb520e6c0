package io.gourmetloop.platform.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Flattens a YAML document into dotted paths, each value with the line it stands on. */
final class YamlSettings {
    private static final YAMLFactory YAML = YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String name;
    private final Path directory;
    private final Problems problems;
    private final Map<String, Given> values = new LinkedHashMap<>();

    private YamlSettings(String name, Path directory, Problems problems) {
        this.name = name;
        this.directory = directory;
        this.problems = problems;
    }

    /** {@code name} is what problems call the document; relative paths in it start at {@code directory}. */
    static Map<String, Given> parse(String document, String name, Path directory, Problems problems) {
        YamlSettings settings = new YamlSettings(name, directory, problems);
        try (JsonParser parser = YAML.createParser(document)) {
            settings.document(parser);
        } catch (JsonProcessingException e) {
            problems.add(name + ":" + e.getLocation().getLineNr(), "not readable as YAML: " + firstLine(e));
        } catch (IOException e) {
            throw new IllegalStateException("A text in memory cannot fail to be read", e);
        }
        return settings.values;
    }

    private void document(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == JsonToken.START_OBJECT) {
            mapping(parser, "");
        } else if (first != null && first != JsonToken.VALUE_NULL) {
            problems.add(source(parser), "settings are written as 'name: value'");
        }
    }

    private void mapping(JsonParser parser, String prefix) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String path = prefix + parser.currentName();
            switch (parser.nextToken()) {
                case START_OBJECT -> mapping(parser, path + ".");
                case START_ARRAY -> values.put(path, Given.list(items(parser, path), source(parser), directory));
                default -> values.put(path, Given.scalar(scalar(parser), source(parser), directory));
            }
        }
    }

    private List<String> items(JsonParser parser, String path) throws IOException {
        List<String> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken().isScalarValue()) {
                items.add(scalar(parser));
            } else {
                problems.add(source(parser), path + " is a list of single values");
                parser.skipChildren();
            }
        }
        return items;
    }

    private static String scalar(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NULL ? "" : parser.getText();
    }

    private String source(JsonParser parser) {
        return name + ":" + parser.currentTokenLocation().getLineNr();
    }

    private static String firstLine(JsonProcessingException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("");
    }
}
