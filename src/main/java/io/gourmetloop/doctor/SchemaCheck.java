package io.gourmetloop.doctor;

import io.gourmetloop.platform.db.DatabaseProbe;
import io.gourmetloop.platform.db.SchemaState;
import io.vertx.core.Future;
import java.util.List;

/** Whether the schema of the database is the one of this build. */
public record SchemaCheck(DatabaseProbe database) implements Check {
    @Override
    public String name() {
        return "database-schema";
    }

    @Override
    public List<String> needs() {
        return List.of(DatabaseCheck.NAME);
    }

    @Override
    public Future<Finding> run() {
        return database.schema().map(SchemaCheck::finding);
    }

    private static Finding finding(SchemaState state) {
        String told = state.told();
        return switch (state.kind()) {
            case CURRENT -> Finding.ok(told);
            case BEHIND -> Finding.failed(told, "restart the server with this build: it migrates the schema first");
            case AHEAD -> Finding.failed(told, "use the newer GourmetLoop, or a backup from before it");
            case BROKEN ->
                Finding.failed(
                        told,
                        "restore a backup; a migration that failed is undone, so its cause in the log comes first");
            case CHANGED -> Finding.failed(told, "use the build that made the schema; a released one never differs");
        };
    }
}
