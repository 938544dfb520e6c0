package io.gourmetloop.platform.config;

import java.net.URI;

/** {@code 0.0.0.0} is where programs listen on all addresses; only some systems and clients take it for this machine. */
public final class Hosts {
    private static final String ALL_ADDRESSES = "0.0.0.0";
    private static final String THIS_MACHINE = "127.0.0.1";

    private Hosts() {}

    /** Where a program of this machine finds what listens at {@code host}. */
    public static String reachable(String host) {
        return host.equals(ALL_ADDRESSES) ? THIS_MACHINE : host;
    }

    /** Where a program of this machine finds the pages or the API at {@code host} and {@code port}. */
    public static URI http(String host, int port) {
        return URI.create("http://" + reachable(host) + ":" + port);
    }

    /** The same address, with a host that can be connected to. */
    public static URI reachable(URI address) {
        return ALL_ADDRESSES.equals(address.getHost())
                ? URI.create(address.toString().replaceFirst("(?<=//|@)" + ALL_ADDRESSES, THIS_MACHINE))
                : address;
    }
}
