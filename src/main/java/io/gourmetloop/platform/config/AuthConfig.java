package io.gourmetloop.platform.config;

import java.time.Duration;

/**
 * Accounts. After {@code maxFailedLogins} in a row an account or address waits for {@code lockOut}. {@code adminPassword}
 * is for the first start; blank means a random one, printed once. With {@code registration} anybody may make a viewer's
 * account.
 */
public record AuthConfig(
        Secret adminPassword,
        Duration sessionLifetime,
        Duration rememberedLifetime,
        int maxFailedLogins,
        Duration lockOut,
        boolean secureCookies,
        boolean registration) {
    public AuthConfig {
        Check.positive("auth.session-lifetime", sessionLifetime);
        Check.positive("auth.remembered-lifetime", rememberedLifetime);
        Check.that(maxFailedLogins > 0, "auth.max-failed-logins must be positive");
    }
}
