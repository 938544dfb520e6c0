package io.gourmetloop.platform.config;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes settings as a YAML document that loads again. */
public final class ConfigurationPrinter {
    /** Whether secrets are written; a masked one loads again as blank. */
    public enum Secrets {
        MASKED,
        REVEALED
    }

    private static final Pattern PLAIN = Pattern.compile("(?!(?i:null)$)[A-Za-z0-9/.][A-Za-z0-9_./:@-]*(?<!:)");
    private static final String MASK = "                      # set, not shown";

    private final Secrets secrets;
    private final StringBuilder document = new StringBuilder();

    private ConfigurationPrinter(Secrets secrets) {
        this.secrets = secrets;
    }

    public static String print(Configuration configuration, Secrets secrets) {
        ConfigurationPrinter printer = new ConfigurationPrinter(secrets);
        printer.section(configuration, "");
        return printer.document.toString();
    }

    private void section(Object record, String indent) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = valueOf(component, record);
            Class<?> type = component.getType();
            document.append(indent).append(Setting.kebab(component.getName())).append(':');
            if (value != null && type.isRecord() && !SettingType.isLeaf(type)) {
                document.append('\n');
                section(value, indent + "  ");
            } else {
                document.append(value == null ? "" : text(value)).append('\n');
            }
        }
    }

    private String text(Object value) {
        if (value instanceof Secret secret) {
            return secret(secret);
        }
        if (value instanceof List<?> items) {
            return items.stream()
                    .map(item -> scalar(SettingType.write(item)))
                    .collect(Collectors.joining(", ", " [", "]"));
        }
        return " " + scalar(SettingType.write(value));
    }

    private String secret(Secret secret) {
        if (secret.isBlank()) {
            return "";
        }
        return secrets == Secrets.REVEALED ? " " + quoted(secret.reveal()) : MASK;
    }

    private static String scalar(String text) {
        return PLAIN.matcher(text).matches() ? text : quoted(text);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static @Nullable Object valueOf(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read " + component, e);
        }
    }
}
