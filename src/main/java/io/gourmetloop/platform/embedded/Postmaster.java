package io.gourmetloop.platform.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The first process of a PostgreSQL, as its file {@code postmaster.pid} names it. */
record Postmaster(Path data, ProcessHandle process) {
    private static final String PID_FILE = "postmaster.pid";

    /** The live postmaster of this very folder. A process that merely got the id of a dead one is not it. */
    static Optional<Postmaster> find(Path data) throws IOException {
        return pid(data)
                .flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive)
                .filter(process -> serves(process, data))
                .map(process -> new Postmaster(data, process));
    }

    /**
     * PostgreSQL itself only asks whether the id is taken, and would refuse to start for ever beside an unrelated process.
     * Backends that outlived their postmaster still stop it: it finds their shared memory by the folder's inode.
     */
    static void forgetDead(Path data) throws IOException {
        Files.deleteIfExists(data.resolve(PID_FILE));
    }

    private static boolean serves(ProcessHandle process, Path data) {
        ProcessHandle.Info info = process.info();
        boolean postgres = info.command()
                .map(command -> Path.of(command).endsWith("postgres"))
                .orElse(false);
        return postgres
                && info.arguments()
                        .map(words -> List.of(words).contains(data.toString()))
                        .orElse(false);
    }

    private static Optional<Long> pid(Path data) throws IOException {
        try {
            return Files.readAllLines(data.resolve(PID_FILE)).stream()
                    .findFirst()
                    .filter(line -> line.strip().matches("\\d{1,10}"))
                    .map(line -> Long.parseLong(line.strip()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
