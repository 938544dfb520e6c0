package io.gourmetloop.loop.monitoring.checks;

/** What a check can say. */
public sealed interface CheckOutcome permits Finding, NotEnough {
    /** For people: what was found, or what is missing. */
    String summary();
}
