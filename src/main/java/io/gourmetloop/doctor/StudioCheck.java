package io.gourmetloop.doctor;

import io.gourmetloop.doctor.Peer.Answer;
import io.vertx.core.Future;

/** Whether Label Studio answers at all. */
public record StudioCheck(Peer studio) implements Check {
    public static final String NAME = "label-studio";
    private static final int UP = 200;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Future<Finding> run() {
        return studio.get("/health")
                .map(this::finding)
                .otherwise(e -> Finding.failed(
                        "nobody answers at " + studio.address() + " (" + Finding.reason(e) + ")",
                        "start Label Studio, or correct label-studio.url"));
    }

    private Finding finding(Answer answer) {
        return answer.status() == UP
                ? Finding.ok("up at " + studio.address())
                : Finding.failed(
                        studio.address() + " answers with status " + answer.status(),
                        "set label-studio.url to where Label Studio itself answers, and see its log");
    }
}
