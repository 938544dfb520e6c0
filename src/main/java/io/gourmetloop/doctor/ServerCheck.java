package io.gourmetloop.doctor;

import io.gourmetloop.doctor.Peer.Answer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Whether a server runs, and says that it can answer uploads. */
public record ServerCheck(Peer server) implements Check {
    public static final String NAME = "server";
    private static final int READY = 200;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Future<Finding> run() {
        return server.get("/ready")
                .map(this::finding)
                .otherwise(e -> Finding.failed(
                        "no server answers at " + server.address() + " (" + Finding.reason(e) + ")",
                        "start it with ./gourmetloop, or name it by --url; its log says why it ended"));
    }

    private Finding finding(Answer answer) {
        String state = new JsonObject(answer.body()).getString("status", "of unknown state");
        String told = state + " at " + server.address();
        return answer.status() == READY
                ? Finding.ok(told)
                : Finding.failed(told, "it answers uploads again once what fails below is mended");
    }
}
