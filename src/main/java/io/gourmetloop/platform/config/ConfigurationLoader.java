package io.gourmetloop.platform.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads the settings from, each over the one before: {@code defaults.yaml}, a YAML file, the environment, the command
 * line. A relative path starts where it was written: in a file at the file's folder, in the environment and on the command
 * line at the current directory, in the defaults at {@code home}.
 */
public final class ConfigurationLoader {
    private static final String DEFAULTS = "/defaults.yaml";
    private static final String FILE_VARIABLE = "GOURMETLOOP_CONFIG";

    private final Map<String, String> environment;
    private final Path home;
    private final Path currentDirectory;
    private final List<Setting> settings = Setting.below(Configuration.class);

    public ConfigurationLoader(Map<String, String> environment, Path home, Path currentDirectory) {
        this.environment = Map.copyOf(environment);
        this.home = home;
        this.currentDirectory = currentDirectory;
    }

    /**
     * {@code file} is the one of the command line; without it GOURMETLOOP_CONFIG names one. {@code overrides} are texts by
     * the path of the setting ({@code http.port}). Fails with every problem at once.
     */
    public Configuration load(Optional<Path> file, Map<String, String> overrides) {
        Problems problems = new Problems();
        requireCurrentDirectory(problems);
        Map<String, Given> given = new LinkedHashMap<>();
        file.or(this::fileOfEnvironment).ifPresent(path -> given.putAll(fromFile(path, problems)));
        given.putAll(EnvironmentSettings.read(environment, settings, currentDirectory, problems));
        overrides.forEach((path, text) -> given.put(path, Given.scalar(text, "command line", currentDirectory)));
        followFreePort(given);
        Configuration bound = new RecordBinder(settings, defaults(), given, problems).bind(Configuration.class);
        ProductionRules.check(bound, problems);
        problems.throwIfAny();
        return bound;
    }

    /** Who lets the server take any free port has none to spare for metrics and health either. */
    private static void followFreePort(Map<String, Given> given) {
        Given http = given.get("http.port");
        if (http != null && !http.isList() && http.text().strip().equals("0")) {
            given.putIfAbsent("management.port", http);
        }
    }

    /** Java reads its name in the encoding of the locale: another one would lead to another folder. */
    private void requireCurrentDirectory(Problems problems) {
        if (!Files.isDirectory(currentDirectory)) {
            problems.add(
                    "current directory",
                    "there is no " + currentDirectory
                            + "; where its name has letters beyond ASCII, the locale has to be"
                            + " one of UTF-8: set LC_ALL=C.UTF-8");
        }
    }

    private Optional<Path> fileOfEnvironment() {
        return Optional.ofNullable(environment.get(FILE_VARIABLE))
                .filter(text -> !text.isBlank())
                .map(Path::of);
    }

    private Map<String, Given> fromFile(Path file, Problems problems) {
        try {
            Path directory = currentDirectory.resolve(file).resolveSibling("");
            String document = Files.readString(currentDirectory.resolve(file));
            Map<String, Given> values = YamlSettings.parse(document, file.toString(), directory, problems);
            reportUnknown(values, problems);
            return values;
        } catch (IOException e) {
            problems.add(file.toString(), "cannot be read (" + e.getClass().getSimpleName() + ")");
            return Map.of();
        }
    }

    private void reportUnknown(Map<String, Given> values, Problems problems) {
        Collection<String> known = settings.stream().map(Setting::path).collect(Collectors.toSet());
        values.forEach((path, value) -> {
            if (!known.contains(path) && !isEmptySection(path, value)) {
                String hint = NearestName.of(path, known)
                        .map(nearest -> "; did you mean " + nearest + "?")
                        .orElse("");
                problems.add(value.source(), "there is no setting " + path + hint);
            }
        });
        values.keySet().retainAll(known);
    }

    /** A section whose every line is commented out. */
    private boolean isEmptySection(String path, Given value) {
        return value.isBlank()
                && settings.stream().anyMatch(setting -> setting.path().startsWith(path + "."));
    }

    private Map<String, Given> defaults() {
        Problems problems = new Problems();
        Map<String, Given> values = YamlSettings.parse(read(DEFAULTS), "defaults.yaml", home, problems);
        problems.throwIfAny();
        return values;
    }

    private static String read(String resource) {
        try (InputStream stream = ConfigurationLoader.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("The jar lacks " + resource);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
