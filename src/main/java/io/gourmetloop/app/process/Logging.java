package io.gourmetloop.app.process;

import io.gourmetloop.platform.config.LoggingConfig;
import io.gourmetloop.platform.config.LoggingConfig.Format;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilderFactory;
import org.apache.logging.log4j.core.config.builder.api.LayoutComponentBuilder;
import org.apache.logging.log4j.core.config.builder.impl.BuiltConfiguration;
import org.apache.logging.log4j.jul.Log4jBridgeHandler;

/**
 * Log lines: one for each event on standard error, with the request that it belongs to. What comes through
 * java.util.logging or SLF4J ends here too. The level is that of our own code; libraries speak up from WARN on.
 */
public final class Logging {
    private static final String OURS = "io.gourmetloop";
    private static final String APPENDER = "stderr";
    /** They complain of what is no trouble: no GPU, a question that finds out what the store can, a gauge that is there. */
    private static final List<String> CHATTY = List.of(
            "ai.djl.onnxruntime.engine.OrtEngine",
            "org.gaul.s3proxy.S3ProxyHandler",
            "io.micrometer.prometheusmetrics.PrometheusMeterRegistry",
            "io.micrometer.core.instrument.MeterRegistry");

    /** C0 and C1 controls but tab and line feed: a terminal that shows the log would obey them. */
    private static final String CONTROLS = "[\0-\10\13-\37\177-\u009f]";

    /**
     * Line breaks in a message are written as \n, so that nobody forges a line; other control characters, also those of a
     * stack trace, as the replacement character. JSON escapes C0 itself.
     */
    private static final String TEXT_LINE = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5p %notEmpty{[%X{"
            + RequestLogContext.KEY + "}] }%c{1} " + withoutControls("%enc{%m}{CRLF}") + "%n" + withoutControls("%xEx");

    /** The first thing in the process; commands keep to it, the server goes on to its settings. */
    public void start() {
        Configurator.initialize(configuration(new LoggingConfig(Format.TEXT, LoggingConfig.Level.WARN)));
        Log4jBridgeHandler.install(true, "", true);
    }

    /** From now on by these settings. */
    public void configure(LoggingConfig config) {
        Configurator.reconfigure(configuration(config));
        Log4jBridgeHandler.install(true, "", true);
    }

    /** While the process runs; fails with IllegalArgumentException when there is no such level. */
    public static void setLevel(String logger, String level) {
        Configurator.setLevel(logger, Level.valueOf(level));
    }

    private static Configuration configuration(LoggingConfig config) {
        ConfigurationBuilder<BuiltConfiguration> builder = ConfigurationBuilderFactory.newConfigurationBuilder();
        builder.setStatusLevel(Level.WARN);
        // the server still has something to say while it shuts down
        builder.setShutdownHook("disable");
        builder.add(builder.newAppender(APPENDER, "Console")
                .addAttribute("target", "SYSTEM_ERR")
                .addAttribute("follow", true)
                .add(layout(builder, config.format())));
        builder.add(builder.newRootLogger(Level.WARN).add(builder.newAppenderRef(APPENDER)));
        builder.add(builder.newLogger(OURS, level(config.level())));
        CHATTY.forEach(library -> builder.add(builder.newLogger(library, Level.OFF)));
        return builder.build(false);
    }

    private static LayoutComponentBuilder layout(ConfigurationBuilder<BuiltConfiguration> builder, Format format) {
        return switch (format) {
            case TEXT -> builder.newLayout("PatternLayout").addAttribute("pattern", TEXT_LINE);
            case JSON ->
                builder.newLayout("JsonTemplateLayout").addAttribute("eventTemplateUri", "classpath:log-line.json");
        };
    }

    private static String withoutControls(String pattern) {
        return "%replace{" + pattern + "}{" + CONTROLS + "}{\uFFFD}";
    }

    private static Level level(LoggingConfig.Level level) {
        return Level.valueOf(level.name());
    }
}
