package io.gourmetloop.platform.config;

import java.time.Duration;

/**
 * Accounts. After {@code maxFailedLogins} in a row an account waits for {@code lockOut} at this address, and longer after
 * each further one. {@code adminPassword} is for the first start; blank means a random one, printed once. With
 * {@code registration} anybody may make a viewer's account, {@code registrationsPerDay} of them from one address.
 */
public record AuthConfig(
        Secret adminPassword,
        Duration sessionLifetime,
        Duration rememberedLifetime,
        int maxFailedLogins,
        Duration lockOut,
        boolean secureCookies,
        boolean registration,
        int registrationsPerDay) {
    public AuthConfig {
        Check.positive("auth.session-lifetime", sessionLifetime);
        Check.positive("auth.remembered-lifetime", rememberedLifetime);
        Check.that(maxFailedLogins > 0, "auth.max-failed-logins must be positive");
        Check.that(registrationsPerDay > 0, "auth.registrations-per-day must be positive");
    }
}
