package io.gourmetloop.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gourmetloop.app.process.Logging;
import io.gourmetloop.platform.config.ConfigurationLoader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/** The command line in the JVM of the test: what is typed, and what is told. Its {@code serve} does nothing. */
public final class Terminal {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ConfigurationLoader loader;

    /** {@code environment}: settings by the names that it has for them. */
    public Terminal(Map<String, String> environment, Path folder) {
        loader = new ConfigurationLoader(environment, folder, folder);
    }

    /** Returns the exit code. */
    public int run(String... arguments) {
        out.reset();
        return new CommandLineInterface(loader, (settings, banner) -> {}, new Logging(), print(out), print(err))
                .run(arguments);
    }

    /** What the latest command printed. */
    public String told() {
        return out.toString(UTF_8);
    }

    /** What all commands wrote to standard error. */
    public String complained() {
        return err.toString(UTF_8);
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, UTF_8);
    }
}
