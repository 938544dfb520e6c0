package io.gourmetloop.doctor;

import io.gourmetloop.doctor.Peer.Answer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Whether the server has a model loaded. */
public record ModelCheck(Peer server) implements Check {
    @Override
    public String name() {
        return "model";
    }

    /** One that is not ready is asked all the same: that may be why. */
    @Override
    public Future<Finding> run() {
        return server.get("/health")
                .map(ModelCheck::finding)
                .otherwise(e -> Finding.skipped("not to be told before '" + ServerCheck.NAME + "' is right"));
    }

    private static Finding finding(Answer answer) {
        JsonObject health = new JsonObject(answer.body());
        return health.getBoolean("model_loaded", false)
                ? Finding.ok(health.getString("current_version") + " serves")
                : Finding.failed(
                        "no model is loaded",
                        "the log of the server says why; gourmetloop serve --model DIR starts with another model");
    }
}
