package io.gourmetloop.platform.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One leaf of the record tree. {@code type} is the type of a single value, also where {@code isList}; what is
 * {@code optional} becomes null when it is blank.
 */
record Setting(String path, Class<?> type, boolean isList, boolean optional) {
    private static final String ENVIRONMENT_PREFIX = "GOURMETLOOP_";

    /** All leaves below a record, in the order of its components. */
    static List<Setting> below(Class<?> record) {
        List<Setting> leaves = new ArrayList<>();
        collect(record, "", leaves);
        return List.copyOf(leaves);
    }

    private static void collect(Class<?> record, String prefix, List<Setting> leaves) {
        for (RecordComponent component : record.getRecordComponents()) {
            String path = prefix + kebab(component.getName());
            if (component.getType().isRecord() && !SettingType.isLeaf(component.getType())) {
                collect(component.getType(), path + ".", leaves);
            } else {
                leaves.add(leaf(path, component));
            }
        }
    }

    private static Setting leaf(String path, RecordComponent component) {
        boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        if (component.getGenericType() instanceof ParameterizedType list && list.getRawType() == List.class) {
            return new Setting(path, (Class<?>) list.getActualTypeArguments()[0], true, optional);
        }
        return new Setting(path, component.getType(), false, optional);
    }

    /** {@code sampling.random.rate} is {@code GOURMETLOOP_SAMPLING_RANDOM_RATE}. */
    String environmentName() {
        return ENVIRONMENT_PREFIX + path.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    static String kebab(String camelCase) {
        return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
