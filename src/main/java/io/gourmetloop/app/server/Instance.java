package io.gourmetloop.app.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.random.RandomGenerator;

/** A name that no other living server has: in containers both host and process may be called alike. */
final class Instance {
    private Instance() {}

    static String name(RandomGenerator random) {
        return "%s-%d-%04x".formatted(host(), ProcessHandle.current().pid(), random.nextInt(0x10000));
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
