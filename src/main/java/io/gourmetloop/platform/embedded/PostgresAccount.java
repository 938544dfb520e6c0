package io.gourmetloop.platform.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whom PostgreSQL's programs run as. They refuse root, so for root it is one of two others: root itself seen as nobody
 * from inside of a user namespace, whose files stay root's; or, where the kernel forbids such namespaces or the files
 * are already another's, that other account, to whom the files are given.
 */
sealed interface PostgresAccount {
    /** What comes before a program and its arguments. */
    List<String> prefix();

    /** Lets the account own a file or a whole folder. */
    default void own(Path path) throws IOException {}

    /** Lets the account pass through the folder above, which is closed to others, to what it owns; it cannot list it. */
    default void admitTo(Path owned) throws IOException {}

    default Command.Result run(String input, Duration limit, List<String> words) {
        List<String> all = new ArrayList<>(prefix());
        all.addAll(words);
        return Command.run(all, input, limit);
    }

    /** The account of whoever runs the server. */
    record Same() implements PostgresAccount {
        @Override
        public List<String> prefix() {
            return List.of();
        }
    }

    /** Root in a user namespace without a mapping. */
    record Namespace() implements PostgresAccount {
        @Override
        public List<String> prefix() {
            return List.of("unshare", "--user");
        }
    }

    /** An account without privileges, taken on by root. */
    record Other(int uid, int gid) implements PostgresAccount {
        @Override
        public List<String> prefix() {
            return List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups");
        }

        @Override
        public void own(Path path) throws IOException {
            try (var paths = Files.walk(path)) {
                for (Path each : paths.toList()) {
                    Files.setAttribute(each, "unix:uid", uid, java.nio.file.LinkOption.NOFOLLOW_LINKS);
                    Files.setAttribute(each, "unix:gid", gid, java.nio.file.LinkOption.NOFOLLOW_LINKS);
                }
            }
        }

        @Override
        public void admitTo(Path owned) throws IOException {
            Path folder = owned.toAbsolutePath().getParent();
            Files.setAttribute(folder, "unix:gid", gid);
            var unused = Files.setPosixFilePermissions(folder, PASSED_BY_GROUP);
        }
    }

    /** Nobody's id on every Unix that we know. */
    int NOBODY = 65_534;

    Set<PosixFilePermission> PASSED_BY_GROUP = PosixFilePermissions.fromString("rwx--x---");

    Duration LIMIT = Duration.ofSeconds(10);

    Logger log = LoggerFactory.getLogger(PostgresAccount.class);

    /** The account that can use the database in {@code data}, or can make one there if there is none yet. */
    static PostgresAccount of(Path data, PostgresPrograms programs) throws IOException {
        if (new UnixSystem().getUid() != 0) {
            return new Same();
        }
        PostgresAccount account = ofRoot(data);
        account.admitTo(data);
        Command.Result trial = account.run("", LIMIT, List.of(programs.program("postgres"), "--version"));
        if (!trial.succeeded()) {
            throw new EmbeddedException("PostgreSQL refuses to run as root, and no other way is open here ("
                    + trial.output().strip() + "). Start the server as another user, or allow user namespaces,"
                    + " or keep the data directory where account " + NOBODY + " (nobody) can reach it.");
        }
        log.debug("PostgreSQL runs as {}", account);
        return account;
    }

    private static PostgresAccount ofRoot(Path data) throws IOException {
        if (Files.exists(data) && (int) Files.getAttribute(data, "unix:uid") != 0) {
            return new Other((int) Files.getAttribute(data, "unix:uid"), (int) Files.getAttribute(data, "unix:gid"));
        }
        PostgresAccount namespace = new Namespace();
        return namespace.run("", LIMIT, List.of("true")).succeeded() ? namespace : new Other(NOBODY, NOBODY);
    }
}
