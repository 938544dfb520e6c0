package io.gourmetloop.testing;

import static io.gourmetloop.testing.Await.await;

import io.gourmetloop.app.server.App;
import io.gourmetloop.domain.AccountRole;
import io.gourmetloop.domain.CrashPoints;
import io.gourmetloop.platform.auth.Accounts;
import io.gourmetloop.platform.auth.ApiToken;
import io.gourmetloop.platform.auth.Passwords;
import io.gourmetloop.platform.config.Configuration;
import io.gourmetloop.platform.config.ConfigurationLoader;
import io.gourmetloop.platform.config.DatabaseConfig;
import io.gourmetloop.platform.config.Secret;
import io.gourmetloop.platform.config.StorageConfig;
import io.gourmetloop.platform.db.Database;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The whole product in the JVM of the test, on free ports, with a database and buckets of its own. */
public final class RunningApp implements AutoCloseable {
    private static final List<String> FLAG_CAPS = List.of("DAILY_CAP", "SESSION_DAILY_CAP", "ADDRESS_DAILY_CAP");
    private static final String PASSWORD = "a password for tests";

    private final App app;
    private final Path folder;
    private final Configuration configuration;
    private final Traces traces;

    private RunningApp(App app, Path folder, Configuration configuration, Traces traces) {
        this.app = app;
        this.folder = folder;
        this.configuration = configuration;
        this.traces = traces;
    }

    /** One for all tests that leave no traces which others could mind; stopped with the JVM. */
    public static RunningApp shared() {
        return Shared.APP;
    }

    /** {@code settings}: by the names that the environment has for them. */
    public static RunningApp start(Map<String, String> settings) {
        return start(Backing.database(), Backing.storage(), settings);
    }

    /** Settings may lead to database and store another way, say through a proxy. */
    public static RunningApp start(DatabaseConfig database, StorageConfig storage, Map<String, String> settings) {
        try {
            Path folder = Files.createTempDirectory("gourmetloop-app-");
            Map<String, String> environment = new HashMap<>(coordinates(database, storage));
            environment.put("GOURMETLOOP_AUTH_ADMIN_PASSWORD", PASSWORD);
            environment.put("GOURMETLOOP_HTTP_ANONYMOUS_REQUESTS_PER_MINUTE", "100000");
            FLAG_CAPS.forEach(cap -> environment.put("GOURMETLOOP_SAMPLING_USER_FEEDBACK_" + cap, "0"));
            environment.putAll(settings);
            Configuration configuration = new ConfigurationLoader(environment, folder, folder)
                    .load(
                            Optional.empty(),
                            Map.of(
                                    "data-directory",
                                    folder.toString(),
                                    "http.port",
                                    settings.getOrDefault("GOURMETLOOP_HTTP_PORT", "0"),
                                    "management.port",
                                    settings.getOrDefault("GOURMETLOOP_MANAGEMENT_PORT", "0")));
            return new RunningApp(app(configuration), folder, configuration, new Traces(database, storage));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static App app(Configuration configuration) {
        try {
            return App.start(configuration, Clock.systemUTC(), CrashPoints.NONE);
        } catch (RuntimeException e) {
            Backing.deleteTree(configuration.dataDirectory());
            throw e;
        }
    }

    /** Settings by which a server finds this database and this store. */
    public static Map<String, String> coordinates(DatabaseConfig database, StorageConfig storage) {
        return Map.of(
                "GOURMETLOOP_DATABASE_URL",
                        Objects.requireNonNull(database.url()).toString(),
                "GOURMETLOOP_DATABASE_USER", database.user(),
                "GOURMETLOOP_DATABASE_PASSWORD", database.password().reveal(),
                "GOURMETLOOP_STORAGE_ENDPOINT",
                        Objects.requireNonNull(storage.endpoint()).toString(),
                "GOURMETLOOP_STORAGE_ACCESS_KEY", storage.accessKey(),
                "GOURMETLOOP_STORAGE_SECRET_KEY", storage.secretKey().reveal(),
                "GOURMETLOOP_STORAGE_BUCKET_PREFIX", storage.bucketPrefix());
    }

    public URI address() {
        return app.address();
    }

    public URI managementAddress() {
        return app.managementAddress();
    }

    /** Of the account {@code admin}. */
    public String adminPassword() {
        return PASSWORD;
    }

    /** A program with the data folder's own token. */
    public Browserless admin() {
        return new Browserless(address()).with("Authorization", "Bearer " + token());
    }

    /** A program with the token of a new account. */
    public Browserless account(String name, AccountRole role) {
        Vertx vertx = Vertx.vertx();
        try {
            Database database = await(Database.open(vertx, configuration.database()));
            Accounts accounts = new Accounts(
                    database, configuration.auth(), new Passwords(vertx), Clock.systemUTC(), new SecureRandom());
            ApiToken token = await(accounts.create(name, new Secret(PASSWORD), role)
                    .compose(made -> accounts.createToken(name, "for a test")));
            return new Browserless(address()).with("Authorization", "Bearer " + token.value());
        } finally {
            await(vertx.close());
        }
    }

    /** What this server leaves in its database and buckets. */
    public Traces traces() {
        return traces;
    }

    /** The data folder's own. */
    public String token() {
        try {
            return Files.readString(folder.resolve("secrets").resolve("cli-token"))
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        traces.close();
        app.close();
        Backing.deleteTree(folder);
    }

    private static final class Shared {
        static final RunningApp APP = Backing.stoppedFirst(start(Map.of()));
    }
}
