package io.gourmetloop.web;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.platform.config.HttpConfig;
import io.gourmetloop.platform.config.ManagementConfig;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The names that a port is asked by. By DNS rebinding a page of any site can make a browser of the operator's ask this
 * port, but under that site's name alone. Loopback names and the address that the connection came to always may.
 */
public final class AllowedHosts {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|.+\\.localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");

    private final Optional<Set<String>> names;
    private final String setting;

    private AllowedHosts(Optional<Collection<String>> names, String setting) {
        this.names = names.map(given ->
                given.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet()));
        this.setting = setting;
    }

    /** Of the port that has no login. */
    static AllowedHosts of(ManagementConfig config) {
        List<String> names = new ArrayList<>(config.allowedHosts());
        names.add(config.host());
        return new AllowedHosts(Optional.of(names), "management.allowed-hosts");
    }

    /** Any, without a public URL: nobody knows then how people reach the server. {@code webhooks}: where Label Studio does. */
    public static AllowedHosts of(HttpConfig config, @Nullable URI webhooks) {
        URI publicUrl = config.publicUrl();
        if (publicUrl == null) {
            return new AllowedHosts(Optional.empty(), "");
        }
        List<String> names = new ArrayList<>(config.allowedHosts());
        names.add(config.host());
        Stream.of(Optional.of(publicUrl), Optional.ofNullable(webhooks))
                .flatMap(Optional::stream)
                .map(URI::getHost)
                .forEach(names::add);
        return new AllowedHosts(Optional.of(names), "http.allowed-hosts");
    }

    /** Why the request is refused, if it is. */
    Optional<Failure> refusal(HttpServerRequest request) {
        String host = Optional.ofNullable(request.authority())
                .map(HostAndPort::host)
                .orElse("")
                .toLowerCase(Locale.ROOT);
        return names.isEmpty() || names.get().contains(host) || isHere(host, request)
                ? Optional.empty()
                : Optional.of(new Failure(
                        ErrorCode.FORBIDDEN,
                        "This server is not known by the name '" + host + "'; " + setting
                                + " lists those that it answers to"));
    }

    private static boolean isHere(String host, HttpServerRequest request) {
        return LOOPBACK.matcher(host).matches()
                || host.replaceAll("[\\[\\]]", "").equals(request.localAddress().hostAddress());
    }
}
