package io.gourmetloop.app.command;

import io.gourmetloop.app.process.Blocking;
import io.gourmetloop.platform.auth.Accounts;
import io.gourmetloop.platform.auth.Passwords;
import io.gourmetloop.platform.config.Configuration;
import io.gourmetloop.platform.config.DatabaseConfig;
import io.gourmetloop.platform.db.Database;
import io.gourmetloop.platform.embedded.DataFolder;
import io.gourmetloop.platform.embedded.EmbeddedPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/**
 * The accounts, for one command: in the external database, in the embedded one while a server runs it, and otherwise in
 * the embedded one, started for the moment.
 */
final class AccountAccess {
    private AccountAccess() {}

    /** Blocks until the work is done. */
    static <T> T with(Configuration configuration, Function<Accounts, Future<T>> work) {
        return running(configuration)
                .map(database -> run(configuration, database, work))
                .orElseGet(() -> startAndRun(configuration, work));
    }

    private static Optional<DatabaseConfig> running(Configuration configuration) {
        DatabaseConfig settings = configuration.database();
        return settings.isEmbedded()
                ? EmbeddedPostgres.locate(configuration.dataDirectory(), settings)
                : Optional.of(settings);
    }

    private static <T> T startAndRun(Configuration configuration, Function<Accounts, Future<T>> work) {
        try (DataFolder folder = DataFolder.claim(configuration.dataDirectory());
                EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, configuration.embedded())) {
            return run(configuration, postgres.database(configuration.database()), work);
        }
    }

    private static <T> T run(
            Configuration configuration, DatabaseConfig coordinates, Function<Accounts, Future<T>> work) {
        Vertx vertx = Vertx.vertx();
        try {
            Database database = Blocking.await(Database.open(vertx, coordinates));
            Passwords passwords = new Passwords(vertx.createSharedWorkerExecutor("gourmetloop-passwords", 1));
            Accounts accounts =
                    new Accounts(database, configuration.auth(), passwords, Clock.systemUTC(), new SecureRandom());
            return Blocking.await(work.apply(accounts));
        } finally {
            Blocking.await(vertx.close());
        }
    }
}
