package io.gourmetloop.platform.db;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Tells errors of the connection to the database, which pass, from errors of a statement, which are the caller's. */
final class Unavailability {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    /** What the driver's pool says when no connection came free in time; it has no type of its own. */
    private static final String NO_FREE_CONNECTION = "Timeout";

    /** What the driver says of connections that broke or were never made, in errors without a type of their own. */
    private static final List<String> BROKEN = List.of(
            "Connection is not active",
            "Pending requests failed to be sent",
            "Timeout waiting for connection",
            "SSL handshake failed");

    /** Classes of SQLSTATE: connection, authorization, resources, operator intervention. */
    private static final Set<String> CLASSES = Set.of("08", "28", "53", "57");

    private static final String READ_ONLY = "25006";

    private Unavailability() {}

    /** DATABASE_UNAVAILABLE in place of an error of the connection; any other error as it is. */
    static Throwable translate(Throwable error) {
        if (error instanceof ConnectionPoolTooBusyException || NO_FREE_CONNECTION.equals(error.getMessage())) {
            return unavailable("All connections to the database are busy; try again");
        }
        return passes(error) ? unavailable("The database is unreachable; try again") : error;
    }

    private static boolean passes(Throwable error) {
        if (error instanceof PgException refused) {
            String state = String.valueOf(refused.getSqlState());
            return READ_ONLY.equals(state) || CLASSES.contains(state.substring(0, Math.min(2, state.length())));
        }
        return error instanceof ClosedConnectionException
                || error instanceof IOException
                || error instanceof TimeoutException
                || BROKEN.stream().anyMatch(String.valueOf(error.getMessage())::startsWith);
    }

    private static Failure unavailable(String detail) {
        return Failure.retryAfter(ErrorCode.DATABASE_UNAVAILABLE, detail, RETRY_AFTER);
    }
}
