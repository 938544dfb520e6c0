package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ValueRange;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that somebody else wrote, read with suspicion: a field that is absent or of another type fails with
 * INVALID_VALUE and names itself, so that a broken file can be reported by what is wrong with it.
 */
record Fields(JsonObject json) {
    private static final ValueRange YEARS = ValueRange.of(1970, 9999);

    static Fields parse(Buffer bytes) {
        try {
            return new Fields(new JsonObject(bytes));
        } catch (DecodeException | ClassCastException e) {
            throw new Failure(ErrorCode.INVALID_VALUE, "It is not a JSON object", e);
        }
    }

    boolean has(String name) {
        return json.getValue(name) != null;
    }

    boolean isObject(String name) {
        return json.getValue(name) instanceof JsonObject;
    }

    String text(String name) {
        return required(name, textOrNull(name));
    }

    /** A number counts as text: Label Studio's ids are numbers, ours are not. */
    @Nullable
    String textOrNull(String name) {
        if (json.getValue(name) instanceof Number number) {
            return number.toString();
        }
        String text = value(name, String.class);
        return text == null ? null : withoutNul(text);
    }

    /** JSON has a character that PostgreSQL's texts cannot hold. */
    static String withoutNul(String text) {
        return text.replace("\0", "");
    }

    double number(String name) {
        return required(name, value(name, Number.class)).doubleValue();
    }

    @Nullable
    Double numberOrNull(String name) {
        Number number = value(name, Number.class);
        return number == null ? null : Double.valueOf(number.doubleValue());
    }

    /** Absent means no. */
    boolean flag(String name) {
        return Boolean.TRUE.equals(value(name, Boolean.class));
    }

    Fields object(String name) {
        return new Fields(required(name, value(name, JsonObject.class)));
    }

    JsonArray array(String name) {
        return required(name, value(name, JsonArray.class));
    }

    /** Of the years that PostgreSQL can hold and its client does not wrap around. */
    Instant instant(String name) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text(name));
            var unused = YEARS.checkValidValue(time.getYear(), ChronoField.YEAR);
            return time.toInstant();
        } catch (DateTimeException e) {
            throw new Failure(ErrorCode.INVALID_VALUE, "Its '" + name + "' is no time: " + text(name), e);
        }
    }

    private <T> @Nullable T value(String name, Class<T> type) {
        Object value = json.getValue(name);
        if (value != null && !type.isInstance(value)) {
            throw new Failure(ErrorCode.INVALID_VALUE, "Its '" + name + "' is of another type than expected");
        }
        return type.cast(value);
    }

    private static <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw new Failure(ErrorCode.INVALID_VALUE, "It has no '" + name + "'");
        }
        return value;
    }
}
