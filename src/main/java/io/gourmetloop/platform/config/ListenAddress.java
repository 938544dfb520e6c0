package io.gourmetloop.platform.config;

/** Where a part of the server listens, and the settings that say so. Port 0: any free one. */
public record ListenAddress(String host, int port, String hostSetting, String portSetting) {
    /** For an operator, why nothing can listen there and what to set. */
    public String refusal(String reason) {
        return "cannot listen at " + host + ":" + port + " (" + reason + "): set " + hostSetting + " to an address of"
                + " this machine and " + portSetting + " to a port that no other program has, or to 0 for any free one";
    }
}
