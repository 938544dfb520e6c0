package io.gourmetloop.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.function.Supplier;
import org.testcontainers.DockerClientFactory;

/**
 * The rule for tests that need something which not every machine has (a container engine, a browser): without it they are
 * skipped, visibly; on a build server (CI=true) they fail instead, so that nothing goes untested unnoticed.
 */
public final class Peers {
    private Peers() {}

    public static void needContainers() {
        need("a container engine", () -> DockerClientFactory.instance().isDockerAvailable());
    }

    /** Aborts the test that calls it unless the thing is there. */
    public static void need(String thing, Supplier<Boolean> isThere) {
        boolean there = isThere.get();
        if (!there && Boolean.parseBoolean(System.getenv("CI"))) {
            throw new AssertionError("This test needs " + thing + ", which must be there where CI=true");
        }
        assumeTrue(there, "Skipped: this test needs " + thing);
    }
}
