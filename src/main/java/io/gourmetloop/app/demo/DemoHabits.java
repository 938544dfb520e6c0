package io.gourmetloop.app.demo;

import io.gourmetloop.app.process.CommandFailure;

/**
 * How people behave, as shares: {@code flagWrong} of the wrong answers and {@code flagRight} of the right ones are
 * objected to, {@code correct} of the objections name a class, and annotators err in {@code labelNoise} of their labels.
 */
record DemoHabits(double flagWrong, double flagRight, double correct, double labelNoise) {
    DemoHabits {
        for (double share : new double[] {flagWrong, flagRight, correct, labelNoise}) {
            if (!(share >= 0 && share <= 1)) {
                throw new CommandFailure("Shares lie between 0 and 1, not at " + share);
            }
        }
    }
}
