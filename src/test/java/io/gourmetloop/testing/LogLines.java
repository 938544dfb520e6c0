package io.gourmetloop.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** What the log says while it is open. */
public final class LogLines implements AutoCloseable {
    private final Logger root = (Logger) LogManager.getRootLogger();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Recorder recorder;

    private LogLines(Level least) {
        recorder = new Recorder(least);
        recorder.start();
        root.getContext().getConfiguration().getRootLogger().addAppender(recorder, least, null);
    }

    /** Errors alone, as the server's own faults are logged. */
    public static LogLines ofErrors() {
        return new LogLines(Level.ERROR);
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        root.getContext().getConfiguration().getRootLogger().removeAppender(recorder.getName());
        recorder.stop();
    }

    private final class Recorder extends AbstractAppender {
        private final Level least;

        Recorder(Level least) {
            super("recorder-" + System.nanoTime(), null, null, true, Property.EMPTY_ARRAY);
            this.least = least;
        }

        @Override
        public void append(LogEvent event) {
            if (event.getLevel().isMoreSpecificThan(least)) {
                lines.add(event.getLoggerName() + ": " + event.getMessage().getFormattedMessage() + " "
                        + event.getThrown());
            }
        }
    }
}
