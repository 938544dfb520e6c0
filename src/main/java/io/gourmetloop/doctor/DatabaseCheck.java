package io.gourmetloop.doctor;

import io.gourmetloop.platform.db.DatabaseProbe;
import io.vertx.core.Future;

/** Whether PostgreSQL answers, and is new enough. */
public record DatabaseCheck(DatabaseProbe database) implements Check {
    public static final String NAME = "database";
    /** The oldest that its makers still mend. */
    private static final int OLDEST = 15;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Future<Finding> run() {
        return database.ask()
                .map(answer -> finding(answer.majorVersion(), database.address()))
                .otherwise(e -> Finding.failed(
                        database.address() + ": " + Finding.reason(e),
                        "see that PostgreSQL runs there and that database.url, .user and .password are right"));
    }

    static Finding finding(int majorVersion, String address) {
        return majorVersion >= OLDEST
                ? Finding.ok("PostgreSQL " + majorVersion + " at " + address)
                : Finding.failed(
                        "PostgreSQL " + majorVersion + " at " + address + " is too old",
                        "move the data to PostgreSQL " + OLDEST + " or later");
    }
}
