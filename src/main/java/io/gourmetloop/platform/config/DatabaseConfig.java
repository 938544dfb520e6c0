package io.gourmetloop.platform.config;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** PostgreSQL. Without {@code url} (postgresql://host:port/database) one is started inside of the process. */
public record DatabaseConfig(
        @Nullable URI url, String user, Secret password, int poolSize, int maxWaiting, Duration connectTimeout) {
    public DatabaseConfig {
        Check.that(
                url == null || "postgresql".equals(url.getScheme()),
                "database.url must look like postgresql://host:5432/name");
        Check.that(poolSize > 0, "database.pool-size must be positive");
        Check.that(maxWaiting > 0, "database.max-waiting must be positive");
        Check.positive("database.connect-timeout", connectTimeout);
    }

    public boolean isEmbedded() {
        return url == null;
    }
}
