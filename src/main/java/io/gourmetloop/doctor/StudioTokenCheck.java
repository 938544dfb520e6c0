package io.gourmetloop.doctor;

import io.gourmetloop.labelstudio.LabelStudioClient;
import io.vertx.core.Future;
import java.util.List;

/** Whether Label Studio accepts the token, and of which kind that is. */
public record StudioTokenCheck(LabelStudioClient client) implements Check {
    public static final String NAME = "label-studio-token";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> needs() {
        return List.of(StudioCheck.NAME);
    }

    @Override
    public Future<Finding> run() {
        return client.account()
                .map(account -> Finding.ok("a " + client.tokenKind() + " of " + account))
                .otherwise(e -> Finding.failed(
                        Finding.reason(e),
                        "copy a valid one from the page Account & Settings of an administrator to label-studio.token,"
                                + " and see that the organization allows a " + client.tokenKind()));
    }
}
