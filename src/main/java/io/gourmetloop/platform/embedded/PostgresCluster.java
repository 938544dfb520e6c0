package io.gourmetloop.platform.embedded;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.gourmetloop.platform.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of one PostgreSQL, the programs that work on them, and the account that may. */
record PostgresCluster(Path data, PostgresPrograms programs, PostgresAccount account) {
    static final String SUPERUSER = "postgres";
    static final String APPLICATION = "gourmetloop";

    private static final Logger log = LoggerFactory.getLogger(PostgresCluster.class);
    private static final Duration LIMIT = Duration.ofSeconds(90);

    /** Everybody proves a password; the superuser does it from this machine only. */
    private static final String ADMISSION = """
            host all all 127.0.0.1/32 scram-sha-256
            host all all ::1/128 scram-sha-256
            host gourmetloop gourmetloop all scram-sha-256
            """;

    static PostgresCluster at(Path data, PostgresPrograms programs) throws IOException {
        PostgresAccount account = PostgresAccount.of(data, programs);
        if (Files.exists(data)) {
            account.own(data);
        }
        return new PostgresCluster(data, programs, account);
    }

    boolean exists() {
        return Files.exists(data.resolve("PG_VERSION"));
    }

    /**
     * Makes the files, the application's role and its database beside {@code data}, puts all on the disk and only then
     * moves it there: a first start that is killed leaves nothing half made.
     */
    void create(Secret superuser, Secret application) throws IOException {
        Path draft = data.resolveSibling(data.getFileName() + ".new");
        PostgresPrograms.deleteTree(draft);
        account.own(Files.createDirectories(draft));
        run(
                "initdb",
                List.of(
                        "--pgdata=" + draft,
                        "--username=" + SUPERUSER,
                        "--auth=reject",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--no-sync"),
                "");
        Files.writeString(draft.resolve("pg_hba.conf"), ADMISSION);
        execute(
                draft,
                "ALTER ROLE " + SUPERUSER + " PASSWORD '" + superuser.reveal() + "'",
                "CREATE ROLE " + APPLICATION + " LOGIN PASSWORD '" + application.reveal() + "'",
                "CREATE DATABASE " + APPLICATION + " OWNER " + APPLICATION);
        run("initdb", List.of("--sync-only", "--pgdata=" + draft), "");
        Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Sets both passwords anew, for when their files are gone. The server must be down. */
    void resetPasswords(Secret superuser, Secret application) {
        log.warn("The passwords of PostgreSQL are missing; new ones are set");
        execute(
                data,
                "ALTER ROLE " + SUPERUSER + " PASSWORD '" + superuser.reveal() + "'",
                "ALTER ROLE " + APPLICATION + " PASSWORD '" + application.reveal() + "'");
    }

    /** Returns once the server answers on this address. What it writes goes to {@code output}. */
    void start(String host, int port, Path output) throws IOException {
        account.own(OwnerOnly.file(output));
        account.admitTo(output);
        List<String> words = new ArrayList<>(List.of("start", "--wait", "--timeout=" + LIMIT.toSeconds()));
        words.addAll(List.of("--pgdata=" + data, "--log=" + output, "--options=" + settings(host, port)));
        run("pg_ctl", words, "");
    }

    /** Ends sessions and the server; what was committed is on the disk. Returns when its process is gone. */
    void stop() {
        run("pg_ctl", List.of("stop", "--wait", "--mode=fast", "--timeout=60", "--pgdata=" + data), "");
    }

    /** No socket file: every client has to prove itself by SCRAM. No fsync setting: it stays on. */
    private static String settings(String host, int port) {
        return String.join(
                " -c ",
                "",
                "listen_addresses='" + host.replace("'", "") + "'",
                "port=" + port,
                "unix_socket_directories=''",
                "timezone=UTC",
                "log_timezone=UTC",
                "log_min_messages=log",
                "log_checkpoints=off",
                "jit=off");
    }

    /** Statements in single-user mode, the way in that needs no password. It goes on after an error, so the output tells. */
    private void execute(Path folder, String... statements) {
        Command.Result result = run(
                "postgres",
                List.of("--single", "-c", "log_min_messages=error", "-D", folder.toString(), SUPERUSER),
                String.join("\n", statements) + "\n");
        if (result.output().contains("ERROR:")) {
            throw new EmbeddedException("PostgreSQL could not be prepared:\n"
                    + result.output()
                            .lines()
                            .filter(line -> !line.contains("STATEMENT:"))
                            .toList());
        }
    }

    @CanIgnoreReturnValue
    private Command.Result run(String program, List<String> arguments, String input) {
        List<String> words = new ArrayList<>();
        words.add(programs.program(program));
        words.addAll(arguments);
        return account.run(input, LIMIT.plusSeconds(10), words).orThrow("PostgreSQL's " + program + " failed");
    }
}
