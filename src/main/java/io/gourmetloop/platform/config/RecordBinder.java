package io.gourmetloop.platform.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes records by their canonical constructors. To report everything at once it goes on after a problem, with the value
 * that the default gives; what it returns is therefore of use only while no problem was reported.
 */
final class RecordBinder {
    private final Map<String, Setting> settings = new HashMap<>();
    private final Map<String, Given> defaults;
    private final Map<String, Given> given;
    private final Problems problems;
    private final Set<String> refused = new HashSet<>();

    RecordBinder(List<Setting> settings, Map<String, Given> defaults, Map<String, Given> given, Problems problems) {
        settings.forEach(setting -> this.settings.put(setting.path(), setting));
        this.defaults = defaults;
        this.given = given;
        this.problems = problems;
    }

    <R> R bind(Class<R> record) {
        return record.cast(bind(record, ""));
    }

    private Object bind(Class<?> record, String prefix) {
        RecordComponent[] components = record.getRecordComponents();
        Constructor<?> constructor = canonical(record, components);
        while (true) {
            @Nullable
            Object[] arguments = Arrays.stream(components)
                    .map(component -> argument(component, prefix))
                    .toArray();
            try {
                return constructor.newInstance(arguments);
            } catch (InvocationTargetException e) {
                refuse(e, prefix);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("Cannot make a " + record.getName(), e);
            }
        }
    }

    private @Nullable Object argument(RecordComponent component, String prefix) {
        String path = prefix + Setting.kebab(component.getName());
        Setting setting = settings.get(path);
        return setting == null ? bind(component.getType(), path + ".") : value(setting);
    }

    private @Nullable Object value(Setting setting) {
        Given text = given.get(setting.path());
        if (text == null || refused.contains(setting.path())) {
            return read(setting, defaultOf(setting));
        }
        try {
            return read(setting, text);
        } catch (IllegalArgumentException e) {
            problems.add(text.source(), setting.path() + ": " + e.getMessage());
            refused.add(setting.path());
            return value(setting);
        }
    }

    private static @Nullable Object read(Setting setting, Given text) {
        if (setting.isList()) {
            return text.items().stream()
                    .flatMap(item -> Arrays.stream(text.isList() ? new String[] {item} : item.split(",", -1)))
                    .map(item -> SettingType.read(setting.type(), item, text.directory()))
                    .toList();
        }
        Check.that(!text.isList(), "takes one value, not a list");
        if (text.isBlank() && setting.optional()) {
            return null;
        }
        Check.that(!text.isBlank() || SettingType.mayBeBlank(setting.type()), "needs a value");
        return SettingType.read(setting.type(), text.text(), text.directory());
    }

    private Given defaultOf(Setting setting) {
        Given text = defaults.get(setting.path());
        if (text == null) {
            throw new IllegalStateException("defaults.yaml lacks " + setting.path());
        }
        return text;
    }

    /** Blames the setting that the record's message names, so that the next attempt goes on without it. */
    private void refuse(InvocationTargetException thrown, String prefix) {
        if (!(thrown.getCause() instanceof IllegalArgumentException breach)) {
            throw new IllegalStateException("A record's own check is broken", thrown);
        }
        String message = String.valueOf(breach.getMessage());
        String blamed = given.keySet().stream()
                .filter(path -> path.startsWith(prefix) && message.contains(path) && !refused.contains(path))
                .min((left, right) -> Integer.compare(message.indexOf(left), message.indexOf(right)))
                .orElseThrow(() -> new IllegalStateException("The defaults are refused: " + message, breach));
        refused.add(blamed);
        problems.add(sourceOf(blamed), message);
    }

    private String sourceOf(String path) {
        Given text = given.get(path);
        return text == null ? path : text.source();
    }

    private static Constructor<?> canonical(Class<?> record, RecordComponent[] components) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = record.getDeclaredConstructor(types);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("A record has its canonical constructor: " + record, e);
        }
    }
}
