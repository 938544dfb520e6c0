package io.gourmetloop.platform.embedded;

import io.gourmetloop.platform.config.DatabaseConfig;
import io.gourmetloop.platform.config.EmbeddedConfig;
import io.gourmetloop.platform.config.Hosts;
import io.gourmetloop.platform.config.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL whose data stay in {@code <data folder>/postgres} and whose process belongs to this one. It survives a
 * {@code kill -9} of this process; the next start stops the orphan, which loses nothing that was committed.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String PART = "postgres";
    private static final int ATTEMPTS = 5;
    private static final int LINES_OF_LOG = 15;

    private final PostgresCluster cluster;
    private final Announcement announcement;

    private EmbeddedPostgres(PostgresCluster cluster, Announcement announcement) {
        this.cluster = cluster;
        this.announcement = announcement;
    }

    /** Blocks until the database answers: about two seconds the first time, a third of one later. */
    public static EmbeddedPostgres start(DataFolder folder, EmbeddedConfig config) {
        return start(folder, config, folder.path().resolve("programs"));
    }

    /** As above, with PostgreSQL's programs unpacked below {@code programs}, which several data folders may share. */
    public static EmbeddedPostgres start(DataFolder folder, EmbeddedConfig config, Path programs) {
        try {
            PostgresCluster cluster =
                    PostgresCluster.at(folder.path().resolve(PART), PostgresPrograms.unpack(programs));
            stopOrphan(cluster);
            Secret password = prepare(cluster, folder.secrets());
            int port = launch(cluster, config, folder.log("postgres.log"));
            String url =
                    "postgresql://" + Hosts.reachable(config.host()) + ":" + port + "/" + PostgresCluster.APPLICATION;
            log.info("PostgreSQL answers at {}", url);
            return new EmbeddedPostgres(cluster, folder.announce(PART, url, PostgresCluster.APPLICATION, password));
        } catch (IOException e) {
            throw new EmbeddedException("PostgreSQL cannot use " + folder.path() + ": " + e.getMessage(), e);
        }
    }

    /** The settings with this database's address and the account of the application. */
    public DatabaseConfig database(DatabaseConfig settings) {
        return coordinates(settings, announcement);
    }

    /** The settings with the address of the database that another process runs on this data folder. */
    public static Optional<DatabaseConfig> locate(Path dataFolder, DatabaseConfig settings) {
        return Announcement.read(DataFolder.announcement(dataFolder, PART))
                .map(announcement -> coordinates(settings, announcement));
    }

    /** The first process of the database on this data folder, parent of all others; no child of the server that started it. */
    public static Optional<ProcessHandle> process(Path dataFolder) {
        try {
            return Postmaster.find(dataFolder.toRealPath().resolve(PART)).map(Postmaster::process);
        } catch (IOException e) {
            throw new EmbeddedException("The data folder " + dataFolder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Stops the server cleanly. Sessions that are still open are ended. */
    @Override
    public void close() {
        announcement.close();
        cluster.stop();
        log.info("PostgreSQL has stopped");
    }

    private static DatabaseConfig coordinates(DatabaseConfig settings, Announcement announcement) {
        return new DatabaseConfig(
                announcement.url(),
                announcement.user(),
                announcement.secret(),
                settings.poolSize(),
                settings.maxWaiting(),
                settings.connectTimeout());
    }

    /** The folder's lock is ours, so a server that still runs on it has lost its owner. */
    private static void stopOrphan(PostgresCluster cluster) throws IOException {
        Optional<Postmaster> orphan = Postmaster.find(cluster.data());
        if (orphan.isPresent()) {
            log.warn(
                    "Stopping PostgreSQL {}, left behind by a killed server",
                    orphan.get().process().pid());
            cluster.stop();
        } else {
            Postmaster.forgetDead(cluster.data());
        }
    }

    private static Secret prepare(PostgresCluster cluster, Secrets secrets) throws IOException {
        boolean known = secrets.find("postgres-superuser").isPresent()
                && secrets.find("postgres-application").isPresent();
        Secret superuser = secrets.ensure("postgres-superuser");
        Secret application = secrets.ensure("postgres-application");
        if (!cluster.exists()) {
            cluster.create(superuser, application);
        } else if (!known) {
            cluster.resetPasswords(superuser, application);
        }
        return application;
    }

    /** A free port may be taken by another program before PostgreSQL has it, so then the next one is tried. */
    private static int launch(PostgresCluster cluster, EmbeddedConfig config, Path output) throws IOException {
        for (int attempt = 1; ; attempt++) {
            int port = config.postgresPort() == 0 ? freePort(config.host()) : config.postgresPort();
            long before = Files.exists(output) ? Files.size(output) : 0;
            try {
                cluster.start(config.host(), port, output);
                return port;
            } catch (EmbeddedException e) {
                String written = tail(output, before);
                Optional<String> unbound = unbound(written);
                if (unbound.isPresent() && config.postgresPort() != 0) {
                    throw new EmbeddedException(
                            "PostgreSQL does not start: "
                                    + config.postgresAddress().refusal(unbound.get()),
                            e);
                }
                if (unbound.isEmpty() || attempt == ATTEMPTS) {
                    throw new EmbeddedException(
                            "PostgreSQL does not start at " + config.host() + ":" + port + ":\n" + written, e);
                }
            }
        }
    }

    /** Why it could not have the port, if that is what it complains of. */
    private static Optional<String> unbound(String written) {
        return written.lines()
                .filter(line -> line.contains("could not bind"))
                .map(line -> line.substring(line.indexOf("could not bind")))
                .findFirst();
    }

    private static int freePort(String host) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return socket.getLocalPort();
        }
    }

    private static String tail(Path output, long from) throws IOException {
        byte[] all = Files.readAllBytes(output);
        int start = (int) Math.min(from, all.length);
        List<String> lines = new String(all, start, all.length - start, StandardCharsets.UTF_8)
                .lines()
                .toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_OF_LOG), lines.size()));
    }
}
