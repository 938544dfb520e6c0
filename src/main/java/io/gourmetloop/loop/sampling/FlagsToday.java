package io.gourmetloop.loop.sampling;

/** How many answers a session, and all sessions of its address, flagged since midnight UTC, before the one at hand. */
public record FlagsToday(long ofSession, long ofAddress) {
    /** For callers that no quota binds. */
    public static final FlagsToday NONE = new FlagsToday(0, 0);
}
