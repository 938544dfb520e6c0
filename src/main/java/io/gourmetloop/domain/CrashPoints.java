package io.gourmetloop.domain;

/**
 * Named moments between the steps of a promise, where a sudden end of the process must do no harm. The kill test passes
 * an implementation that ends the process there; everybody else passes {@link #NONE}.
 */
@FunctionalInterface
public interface CrashPoints {
    CrashPoints NONE = point -> {};

    void reached(String point);
}
