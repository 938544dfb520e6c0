package io.gourmetloop.domain;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Name of one request, in its answer and in every log line about it. */
public record RequestId(String value) {
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public RequestId {
        if (!HARMLESS.matcher(value).matches()) {
            throw new IllegalArgumentException("A request id has 1 to 64 letters, digits, '.', '_' and '-'");
        }
    }

    public static RequestId create() {
        return new RequestId(UUID.randomUUID().toString());
    }

    /** The caller's own id where it has the form of one, otherwise a new one: it goes into headers and logs. */
    public static RequestId of(@Nullable String offered) {
        return offered != null && HARMLESS.matcher(offered).matches() ? new RequestId(offered) : create();
    }

    @Override
    public String toString() {
        return value;
    }
}
