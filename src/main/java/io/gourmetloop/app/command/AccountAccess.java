package io.gourmetloop.app.command;

import io.gourmetloop.app.process.Blocking;
import io.gourmetloop.platform.auth.AccountAdministration;
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
        return inDatabase(
                configuration,
                (vertx, database) -> work.apply(new Accounts(
                        database, configuration.auth(), new Passwords(vertx), Clock.systemUTC(), new SecureRandom())));
    }

    /** Blocks until the work is done. */
    static <T> T administer(Configuration configuration, Function<AccountAdministration, Future<T>> work) {
        return inDatabase(
                configuration, (vertx, database) -> work.apply(new AccountAdministration(database, Clock.systemUTC())));
    }

    private static <T> T inDatabase(Configuration configuration, Work<T> work) {
        return running(configuration)
                .map(database -> run(database, work))
                .orElseGet(() -> startAndRun(configuration, work));
    }

    private static Optional<DatabaseConfig> running(Configuration configuration) {
        DatabaseConfig settings = configuration.database();
        return settings.isEmbedded()
                ? EmbeddedPostgres.locate(configuration.dataDirectory(), settings)
                : Optional.of(settings);
    }

    private static <T> T startAndRun(Configuration configuration, Work<T> work) {
        try (DataFolder folder = DataFolder.claim(configuration.dataDirectory());
                EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, configuration.embedded())) {
            return run(postgres.database(configuration.database()), work);
        }
    }

    private static <T> T run(DatabaseConfig coordinates, Work<T> work) {
        Vertx vertx = Vertx.vertx();
        try {
            Database database = Blocking.await(Database.open(vertx, coordinates));
            return Blocking.await(work.in(vertx, database));
        } finally {
            Blocking.await(vertx.close());
        }
    }

    private interface Work<T> {
        Future<T> in(Vertx vertx, Database database);
    }
}
