package io.gourmetloop.platform.embedded;

import io.gourmetloop.platform.config.Bytes;
import io.gourmetloop.platform.config.DatabaseConfig;
import io.gourmetloop.platform.config.EmbeddedConfig;
import io.gourmetloop.platform.config.Secret;
import io.gourmetloop.testing.Backing;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** A process of its own that runs a PostgreSQL on a folder until it is killed, as a server does. */
final class LonelyPostgres implements AutoCloseable {
    private static final String READY = "ready";

    private final Process process;

    private LonelyPostgres(Process process) {
        this.process = process;
    }

    /** Starts the process; when this returns, {@code insert} has committed. */
    static LonelyPostgres start(Path folder, String insert) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LonelyPostgres.class.getName(),
                        folder.toString(),
                        insert))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        if (!READY.equals(line)) {
            process.destroyForcibly();
            throw new IllegalStateException("The other process said: " + line);
        }
        return new LonelyPostgres(process);
    }

    long pid() {
        return process.pid();
    }

    /** kill -9: nothing is stopped, closed or deleted. */
    void kill() throws InterruptedException {
        int code = process.destroyForcibly().waitFor();
        if (code == 0) {
            throw new IllegalStateException("It ended by itself");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) throws SQLException, InterruptedException {
        DataFolder data = DataFolder.claim(Path.of(arguments[0]));
        EmbeddedPostgres postgres =
                EmbeddedPostgres.start(data, new EmbeddedConfig("127.0.0.1", 0, 0, new Bytes(0)), Backing.programs());
        DatabaseConfig database =
                postgres.database(new DatabaseConfig(null, "", new Secret(""), 1, 1, Duration.ofSeconds(5)));
        try (var connection = DriverManager.getConnection(
                        "jdbc:" + database.url(),
                        database.user(),
                        database.password().reveal());
                var statement = connection.createStatement()) {
            statement.execute(arguments[1]);
        }
        System.out.println(READY);
        Thread.currentThread().join(); // until the kill
    }
}
