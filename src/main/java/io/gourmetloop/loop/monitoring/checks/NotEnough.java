package io.gourmetloop.loop.monitoring.checks;

/** Too few photos or labels to say anything. */
public record NotEnough(String summary) implements CheckOutcome {
    static NotEnough onEachSide(int needed, String what, int reference, int current) {
        return new NotEnough("Needs " + needed + " " + what + " on each side; there are " + reference
                + " in the reference" + " and " + current + " now");
    }

    static NotEnough inAll(int needed, String what, int found) {
        return new NotEnough("Needs " + needed + " " + what + "; there are " + found);
    }
}
