package io.gourmetloop.platform.config;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** How the text of a single value becomes what a record holds, and the reverse. */
final class SettingType {
    /** Text and the directory where a relative path starts, to a value; what does not fit is an IllegalArgumentException. */
    private static final Map<Class<?>, BiFunction<String, Path, Object>> READERS = Map.ofEntries(
            reader(String.class, (text, directory) -> text),
            reader(Secret.class, (text, directory) -> new Secret(text)),
            reader(int.class, (text, directory) -> wholeNumber(text, Integer.MIN_VALUE, Integer.MAX_VALUE)),
            reader(long.class, (text, directory) -> wholeNumber(text, Long.MIN_VALUE, Long.MAX_VALUE)),
            reader(double.class, (text, directory) -> number(text)),
            reader(boolean.class, (text, directory) -> flag(text)),
            reader(Duration.class, (text, directory) -> DurationText.parse(text)),
            reader(Schedule.class, (text, directory) -> Schedule.parse(text)),
            reader(Bytes.class, (text, directory) -> Bytes.parse(text)),
            reader(URI.class, (text, directory) -> uri(text)),
            reader(Path.class, SettingType::path));

    private SettingType() {}

    private static Map.Entry<Class<?>, BiFunction<String, Path, Object>> reader(
            Class<?> type, BiFunction<String, Path, Object> read) {
        return Map.entry(type, read);
    }

    static boolean isLeaf(Class<?> type) {
        return type.isEnum() || READERS.containsKey(type);
    }

    static boolean mayBeBlank(Class<?> type) {
        return type == String.class || type == Secret.class;
    }

    static Object read(Class<?> type, String text, Path directory) {
        BiFunction<String, Path, Object> reader = READERS.get(type);
        if (reader != null) {
            return reader.apply(mayBeBlank(type) ? text : text.strip(), directory);
        }
        return constant(type, text.strip());
    }

    /** The text that {@link #read} takes back. */
    static String write(Object value) {
        if (value instanceof Duration duration) {
            return DurationText.write(duration);
        }
        return value instanceof Enum<?> constant ? kebab(constant) : value.toString();
    }

    private static Object wholeNumber(String text, long least, long most) {
        try {
            long number = Long.parseLong(text.replace("_", ""));
            Check.that(number >= least && number <= most, "does not fit: " + text);
            return most == Integer.MAX_VALUE ? (Object) Math.toIntExact(number) : (Object) number;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a whole number", e);
        }
    }

    private static Object number(String text) {
        try {
            double number = Double.parseDouble(text);
            Check.that(Double.isFinite(number), "'" + text + "' is not a finite number");
            return number;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a number", e);
        }
    }

    private static Object flag(String text) {
        Check.that(text.equals("true") || text.equals("false"), "'" + text + "' is neither true nor false");
        return text.equals("true");
    }

    private static Object uri(String text) {
        URI uri = URI.create(text);
        Check.that(uri.isAbsolute() && uri.getHost() != null, "'" + text + "' is not an address like http://host:9000");
        return uri;
    }

    private static Object path(String text, Path directory) {
        try {
            return directory.resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + text + "' is no path (" + e.getReason() + ")" + remedy(text), e);
        }
    }

    /** Java names files in the encoding of the locale. */
    private static String remedy(String path) {
        return path.chars().allMatch(character -> character < 128)
                ? ""
                : "; for letters beyond ASCII the locale has to be one of UTF-8: set LC_ALL=C.UTF-8";
    }

    private static Object constant(Class<?> type, String text) {
        Object[] constants = type.getEnumConstants();
        return Arrays.stream(constants)
                .filter(constant -> kebab((Enum<?>) constant).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is none of "
                        + Arrays.stream(constants).map(c -> kebab((Enum<?>) c)).collect(Collectors.joining(", "))));
    }

    private static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
