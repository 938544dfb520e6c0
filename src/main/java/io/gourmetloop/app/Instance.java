package io.gourmetloop.app;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A name that no other living server has. */
final class Instance {
    private Instance() {}

    static String name() {
        return host() + "-" + ProcessHandle.current().pid();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
