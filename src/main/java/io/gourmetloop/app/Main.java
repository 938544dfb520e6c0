package io.gourmetloop.app;

import io.gourmetloop.app.process.Logging;
import io.gourmetloop.platform.config.ConfigurationLoader;
import java.nio.file.Path;

/** Where the process begins: everything that depends on the environment is read here and handed down. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Path currentDirectory = Path.of("").toAbsolutePath();
        Path home = currentDirectory.resolve(System.getProperty("gourmetloop.home", ""));
        Logging logging = new Logging();
        logging.start();
        CommandLineInterface commands = new CommandLineInterface(
                new ConfigurationLoader(System.getenv(), home, currentDirectory),
                new Serving(CrashSwitch.of(System.getProperty(CrashSwitch.PROPERTY))),
                logging,
                System.out,
                System.err);
        System.exit(commands.run(arguments));
    }
}
