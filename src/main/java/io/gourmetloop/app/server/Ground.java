package io.gourmetloop.app.server;

import io.gourmetloop.app.process.Blocking;
import io.gourmetloop.platform.auth.Accounts;
import io.gourmetloop.platform.auth.Passwords;
import io.gourmetloop.platform.auth.SessionSigner;
import io.gourmetloop.platform.config.Configuration;
import io.gourmetloop.platform.db.Database;
import io.gourmetloop.platform.outbox.Outbox;
import io.gourmetloop.platform.storage.MeteredStore;
import io.gourmetloop.platform.storage.StorageGate;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MicrometerMetricsFactory;
import java.security.SecureRandom;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What everything stands on: event loops, meters, database, object store, outbox, accounts. */
record Ground(
        Vertx vertx,
        PrometheusMeterRegistry metrics,
        Database database,
        MeteredStore store,
        Outbox outbox,
        Accounts accounts,
        SessionSigner signer,
        Clock clock)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ground.class);

    static Ground open(Configuration configuration, Backing backing, Clock clock) {
        PrometheusMeterRegistry metrics = Meters.registry();
        Vertx vertx = vertx(metrics);
        try {
            Database database = Blocking.await(Database.open(vertx, backing.database()));
            StorageGate gate = Blocking.await(backing.openStore(vertx));
            SecureRandom random = new SecureRandom();
            Accounts accounts = new Accounts(database, configuration.auth(), new Passwords(vertx), clock, random);
            SessionSigner signer = Blocking.await(SessionSigner.load(database, random));
            MeteredStore store = new MeteredStore(gate, metrics);
            return new Ground(vertx, metrics, database, store, new Outbox(), accounts, signer, clock);
        } catch (RuntimeException e) {
            Blocking.await(vertx.close());
            throw e;
        }
    }

    private static Vertx vertx(PrometheusMeterRegistry metrics) {
        VertxOptions options =
                new VertxOptions().setMetricsOptions(Meters.vertx()).setPreferNativeTransport(true);
        Vertx vertx = Vertx.builder()
                .with(options)
                .withMetrics(new MicrometerMetricsFactory(metrics))
                .build();
        if (!vertx.isNativeTransportEnabled()) {
            Throwable cause = vertx.unavailableNativeTransportCause();
            LOG.info(
                    "Native transport unavailable, using NIO, which needs more CPU: {}",
                    cause == null ? "Netty has none for it here" : cause.getMessage());
        }
        return vertx;
    }

    @Override
    public void close() {
        store.close();
        Blocking.await(database.close());
        Blocking.await(vertx.close());
    }
}
