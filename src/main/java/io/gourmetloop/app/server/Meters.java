package io.gourmetloop.app.server;

import io.gourmetloop.app.process.Version;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.logging.Log4j2Metrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.lang.management.ManagementFactory;
import java.util.EnumSet;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The registry of this server's meters, with those of the process, the JVM and Vert.x, by Prometheus' conventions. */
final class Meters {
    /** Told by our own meters with more labels and buckets, or against the conventions. */
    private static final Set<String> LEFT_OUT = Set.of(
            "vertx.http.server.requests",
            "vertx.http.server.response.time",
            "vertx.http.server.request.resets",
            "process.cpu.time",
            "system.cpu.count");

    private Meters() {}

    static PrometheusMeterRegistry registry() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(new Exposition());
        registry.config().meterFilter(MeterFilter.deny(Meters::isLeftOut));
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        bindClosable(registry);
        bindProcess(registry);
        return registry;
    }

    /**
     * No label takes what a caller makes up: methods and paths are theirs, and so would be the number of series. The rest
     * of the domains counts what our own meters tell with names that people know.
     */
    static MicrometerMetricsOptions vertx() {
        return new MicrometerMetricsOptions()
                .setEnabled(true)
                .setRegistryName(UUID.randomUUID().toString()) // servers in one JVM would share the default one
                .setLabels(EnumSet.of(Label.POOL_TYPE, Label.POOL_NAME, Label.HTTP_CODE))
                .addDisabledMetricsCategory(MetricsDomain.NET_CLIENT)
                .addDisabledMetricsCategory(MetricsDomain.NET_SERVER)
                .addDisabledMetricsCategory(MetricsDomain.HTTP_CLIENT)
                .addDisabledMetricsCategory(MetricsDomain.DATAGRAM_SOCKET)
                .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS);
    }

    @SuppressWarnings("resource") // they live as long as the process
    private static void bindClosable(MeterRegistry registry) {
        JvmGcMetrics collections = new JvmGcMetrics();
        collections.bindTo(registry);
        Log4j2Metrics log = new Log4j2Metrics();
        log.bindTo(registry);
    }

    private static void bindProcess(MeterRegistry registry) {
        FunctionCounter.builder("process.cpu", Meters.class, none -> cpuSeconds())
                .description("User and system CPU time spent")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("gourmetloop.build.info", () -> 1)
                .description("Which build runs; always 1")
                .tag("version", Version.text())
                .tag("java", System.getProperty("java.version"))
                .register(registry);
    }

    private static double cpuSeconds() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean process
                ? process.getProcessCpuTime() / (double) TimeUnit.SECONDS.toNanos(1)
                : 0;
    }

    private static boolean isLeftOut(Meter.Id meter) {
        return LEFT_OUT.contains(meter.getName());
    }

    /** Exemplars only where Prometheus before 2.43 takes them: it refuses the whole scrape when a count has one. */
    private static final class Exposition implements PrometheusConfig {
        @Override
        public @Nullable String get(String key) {
            return null;
        }

        @Override
        public Properties prometheusProperties() {
            Properties properties = new Properties();
            properties.setProperty("io.prometheus.exporter.exemplarsOnAllMetricTypes", "false");
            return properties;
        }
    }
}
