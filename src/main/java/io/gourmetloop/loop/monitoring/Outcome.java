package io.gourmetloop.loop.monitoring;

/** What ground truth says about an answer. */
enum Outcome {
    RIGHT,
    WRONG,
    /** People could not name a class: "cannot tell", or "bad image". */
    UNDECIDED
}
