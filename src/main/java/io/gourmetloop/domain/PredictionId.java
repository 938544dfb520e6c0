package io.gourmetloop.domain;

import java.time.Instant;
import java.util.UUID;

/** Name of one answered photo: a UUID version 7 (RFC 9562), so ids, and the object keys made of them, sort by time. */
public record PredictionId(UUID value) {
    private static final Instant LAST = Instant.ofEpochMilli((1L << 48) - 1);

    public static PredictionId create(Instant now) {
        return new PredictionId(UuidV7.create(now));
    }

    /** Fails with {@link ErrorCode#NOT_FOUND}: a text that is no id names nothing. */
    public static PredictionId parse(String text) {
        try {
            return new PredictionId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw new Failure(ErrorCode.NOT_FOUND, "There is no prediction '" + text + "'", e);
        }
    }

    /**
     * A bound that no id made at or after {@code moment} sorts below, and every earlier one does (to the millisecond): a
     * range of time is a range of ids. Moments that ids cannot tell (before 1970, after 10889) bound all ids.
     */
    public static PredictionId firstAt(Instant moment) {
        Instant told = moment.isBefore(Instant.EPOCH) ? Instant.EPOCH : moment.isAfter(LAST) ? LAST : moment;
        return new PredictionId(new UUID(told.toEpochMilli() << 16, 0));
    }

    /** When the id was made, to the millisecond. */
    public Instant createdAt() {
        return Instant.ofEpochMilli(value.getMostSignificantBits() >>> 16);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
