package io.gourmetloop.testing;

import io.gourmetloop.platform.config.Bytes;
import io.gourmetloop.platform.config.DatabaseConfig;
import io.gourmetloop.platform.config.EmbeddedConfig;
import io.gourmetloop.platform.config.Secret;
import io.gourmetloop.platform.config.StorageConfig;
import io.gourmetloop.platform.embedded.DataFolder;
import io.gourmetloop.platform.embedded.EmbeddedPostgres;
import io.gourmetloop.platform.embedded.EmbeddedS3;
import io.gourmetloop.platform.storage.NearObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The real PostgreSQL and S3 of the tests: started with the first test that asks, stopped and deleted with the JVM. Each
 * call hands out a new empty database, or new empty buckets, so that test classes do not see each other.
 */
public final class Backing {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String HOST = "127.0.0.1";

    private Backing() {}

    /** An empty database of its own, owned by the account in the answer. */
    public static DatabaseConfig database() {
        DatabaseConfig shared =
                Running.POSTGRES.database(new DatabaseConfig(null, "", new Secret(""), 8, 64, Duration.ofSeconds(20)));
        String name = "test_" + NUMBER.incrementAndGet();
        execute("CREATE DATABASE " + name + " OWNER " + shared.user());
        URI url = Objects.requireNonNull(shared.url());
        return new DatabaseConfig(
                URI.create("postgresql://" + url.getHost() + ":" + url.getPort() + "/" + name),
                shared.user(),
                shared.password(),
                shared.poolSize(),
                shared.maxWaiting(),
                shared.connectTimeout());
    }

    /** Buckets of its own: they do not exist yet. */
    public static StorageConfig storage() {
        return Running.S3.storage(new StorageConfig(
                null,
                "us-east-1",
                "",
                new Secret(""),
                "test-" + NUMBER.incrementAndGet() + "-",
                8,
                Duration.ofSeconds(5),
                Duration.ofMillis(200),
                Bytes.parse("100MB")));
    }

    /** The objects of all buckets, without the endpoint between. */
    public static NearObjects objects() {
        return Running.S3.objects();
    }

    /** Runs one statement as the superuser of the tests' PostgreSQL, outside of a transaction. */
    public static void execute(String sql) {
        URI url = Objects.requireNonNull(Running.POSTGRES
                .database(new DatabaseConfig(null, "", new Secret(""), 1, 1, Duration.ofSeconds(5)))
                .url());
        String jdbc = "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + "/postgres";
        String password = Running.FOLDER.secrets().ensure("postgres-superuser").reveal();
        try (var connection = DriverManager.getConnection(jdbc, "postgres", password);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Has something that uses database or store stopped before them, at the end of the JVM. */
    static <T extends AutoCloseable> T stoppedFirst(T user) {
        Running.STARTED.push(user);
        return user;
    }

    /** PostgreSQL's programs, unpacked once for all runs of the tests on this checkout. */
    public static Path programs() {
        return Path.of("target", "postgres-programs").toAbsolutePath();
    }

    /** Deletes a folder and all in it. */
    public static void deleteTree(Path root) {
        try (var paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its initialization is the start. Whatever has started is stopped with the JVM, also when the rest fails to start. */
    private static final class Running {
        static final Deque<AutoCloseable> STARTED = new ConcurrentLinkedDeque<>();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(Running::stop, "stop-backing"));
        }

        static final EmbeddedConfig ANYWHERE = new EmbeddedConfig(HOST, 0, 0, new Bytes(0));
        static final Path TEMPORARY = started(temporary(), Backing::deleteTree);
        static final DataFolder FOLDER = started(DataFolder.claim(TEMPORARY), DataFolder::close);
        static final EmbeddedPostgres POSTGRES =
                started(EmbeddedPostgres.start(FOLDER, ANYWHERE, programs()), EmbeddedPostgres::close);
        static final EmbeddedS3 S3 = started(EmbeddedS3.start(FOLDER, ANYWHERE), EmbeddedS3::close);

        private static <T> T started(T part, Consumer<T> stop) {
            STARTED.push(() -> stop.accept(part));
            return part;
        }

        private static Path temporary() {
            try {
                return Files.createTempDirectory("gourmetloop-test-");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void stop() {
            for (AutoCloseable part : STARTED) {
                try {
                    part.close();
                } catch (Exception e) {
                    System.err.println("Not stopped: " + e);
                }
            }
        }
    }
}
