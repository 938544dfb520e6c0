package io.gourmetloop.platform.config;

import java.time.Duration;
import java.util.List;

/**
 * Accuracy estimates: lengths of the windows (aligned to UTC), the share of blind tasks that closes one, and the number of
 * random labels from which the difference estimator is the headline.
 */
public record MonitoringConfig(List<Duration> windows, double closedShare, int headlineLabels, int keepWindows) {
    public MonitoringConfig {
        windows = List.copyOf(windows);
        windows.forEach(window -> Check.positive("monitoring.windows", window));
        Check.share("monitoring.closed-share", closedShare);
        Check.that(headlineLabels > 0, "monitoring.headline-labels must be positive");
        Check.that(keepWindows > 0, "monitoring.keep-windows must be positive");
    }
}
