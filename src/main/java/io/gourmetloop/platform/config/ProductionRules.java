package io.gourmetloop.platform.config;

import java.util.Locale;
import java.util.Set;

/** What the {@code prod} profile refuses: credentials that everybody knows, or none at all, for what is reached over a network. */
final class ProductionRules {
    private static final Set<String> KNOWN_TO_ALL = Set.of(
            "admin",
            "changeme",
            "gourmetloop",
            "minio",
            "minioadmin",
            "minio123",
            "password",
            "postgres",
            "root",
            "secret",
            "test");

    private ProductionRules() {}

    static void check(Configuration settings, Problems problems) {
        if (settings.profile() != Configuration.Profile.PROD) {
            return;
        }
        if (!settings.database().isEmbedded()) {
            secret(
                    "database.password",
                    settings.database().password(),
                    settings.database().user(),
                    problems);
        }
        if (!settings.storage().isEmbedded()) {
            secret(
                    "storage.secret-key",
                    settings.storage().secretKey(),
                    settings.storage().accessKey(),
                    problems);
        }
        if (!settings.auth().adminPassword().isBlank()) {
            secret("auth.admin-password", settings.auth().adminPassword(), "admin", problems);
        }
    }

    private static void secret(String path, Secret secret, String user, Problems problems) {
        String text = secret.reveal().strip().toLowerCase(Locale.ROOT);
        if (text.isEmpty()) {
            problems.add("profile prod", path + " must be set");
        } else if (KNOWN_TO_ALL.contains(text) || text.equals(user.toLowerCase(Locale.ROOT))) {
            problems.add("profile prod", path + " is a default that everybody knows; choose another");
        }
    }
}
