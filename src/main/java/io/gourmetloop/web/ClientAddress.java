package io.gourmetloop.web;

import io.gourmetloop.platform.auth.ClientNetwork;
import io.vertx.core.http.HttpServerRequest;

/** Where a request comes from, as far as limits care. */
public final class ClientAddress {
    private final boolean trustForwardedFor;

    /** Behind a proxy that sets it, the last entry of {@code X-Forwarded-For} is the one that the proxy saw. */
    public ClientAddress(boolean trustForwardedFor) {
        this.trustForwardedFor = trustForwardedFor;
    }

    String of(HttpServerRequest request) {
        String forwarded = trustForwardedFor ? request.getHeader("X-Forwarded-For") : null;
        String address = forwarded == null
                ? request.remoteAddress().host()
                : forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
        return ClientNetwork.of(address);
    }
}
