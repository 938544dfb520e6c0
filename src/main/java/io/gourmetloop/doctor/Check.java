package io.gourmetloop.doctor;

import io.vertx.core.Future;
import java.util.List;

/** One thing that has to be right. */
public interface Check {
    /** {@code label-studio-token}. */
    String name();

    /** Checks without which this one cannot tell anything; they come before it. */
    default List<String> needs() {
        return List.of();
    }

    /** A failure of the future counts as a finding that something is wrong. */
    Future<Finding> run();
}
