package io.gourmetloop.loop.monitoring.drift;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.ModelVersion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What somebody wants compared; null: the version that serves, the windows by rule. */
public record CheckRequest(
        @Nullable ModelVersion version,
        @Nullable Span reference,
        @Nullable Span current) {
    public static final CheckRequest BY_RULE = new CheckRequest(null, null, null);

    /** Fails with {@link ErrorCode#INVALID_REQUEST} where only one of the windows is named. */
    public CheckRequest {
        if ((reference == null) != (current == null)) {
            throw new Failure(ErrorCode.INVALID_REQUEST, "Name both windows, reference and current, or neither");
        }
    }

    /** From {@code start} on and before {@code end}; fails with {@link ErrorCode#INVALID_REQUEST} when that is no time. */
    public record Span(Instant start, Instant end) {
        public Span {
            if (!start.isBefore(end)) {
                throw new Failure(ErrorCode.INVALID_REQUEST, "A window starts before it ends");
            }
        }

        Side side() {
            return new Side(start, end, 0);
        }
    }
}
