package io.gourmetloop.platform.config;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the settings that environment variables give: {@code GOURMETLOOP_HTTP_PORT} is {@code http.port}. */
final class EnvironmentSettings {
    /** What Kubernetes sets for every service of the namespace; a service may well be called gourmetloop-http. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT_[0-9]+_(TCP|UDP|SCTP)(_.*)?)");

    private EnvironmentSettings() {}

    static Map<String, Given> read(
            Map<String, String> environment, Collection<Setting> known, Path directory, Problems problems) {
        Map<String, Setting> byName =
                known.stream().collect(Collectors.toMap(Setting::environmentName, Function.identity()));
        Map<String, Given> values = new LinkedHashMap<>();
        new TreeMap<>(environment).forEach((name, text) -> {
            Setting setting = byName.get(name);
            if (setting != null) {
                values.put(setting.path(), Given.scalar(text, name, directory));
            } else if (looksMistyped(name, known)) {
                problems.add(name, "there is no such setting" + hint(name, byName.keySet()));
            }
        });
        return values;
    }

    /** Only what starts like a section: other programs too may name their variables GOURMETLOOP_. */
    private static boolean looksMistyped(String name, Collection<Setting> known) {
        List<String> sections = known.stream()
                .filter(setting -> setting.path().contains("."))
                .map(Setting::environmentName)
                .map(environment -> environment.substring(0, environment.indexOf('_', "GOURMETLOOP_".length()) + 1))
                .distinct()
                .toList();
        return sections.stream().anyMatch(name::startsWith)
                && !SERVICE_LINK.matcher(name).matches();
    }

    private static String hint(String name, Collection<String> names) {
        return NearestName.of(name, names)
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElse("");
    }
}
