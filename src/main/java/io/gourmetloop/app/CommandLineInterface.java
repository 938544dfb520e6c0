package io.gourmetloop.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gourmetloop.app.bench.BenchCommand;
import io.gourmetloop.app.command.Commands;
import io.gourmetloop.app.demo.DemoCommand;
import io.gourmetloop.app.process.CommandFailure;
import io.gourmetloop.app.process.Logging;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.platform.config.ConfigurationLoader;
import io.gourmetloop.platform.config.InvalidConfiguration;
import io.gourmetloop.platform.db.SchemaException;
import io.gourmetloop.platform.embedded.EmbeddedException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** All commands. Exit codes: 0 done, 1 failed, 2 the command line or the settings are wrong. */
final class CommandLineInterface {
    private static final Logger LOG = LoggerFactory.getLogger(CommandLineInterface.class);
    private static final int FAILED = 1;
    private static final int WRONG = 2;
    private static final List<Class<? extends Exception>> TOLD_IN_A_LINE =
            List.of(Failure.class, CommandFailure.class, EmbeddedException.class, SchemaException.class);
    private static final Set<String> OF_THE_PROGRAM = Set.of("-h", "--help", "-V", "--version");

    private final CommandLine commands;

    CommandLineInterface(ConfigurationLoader loader, Server server, Logging logging, PrintStream out, PrintStream err) {
        commands = new CommandLine(new GourmetLoopCommand())
                .addSubcommand(new ServeCommand(loader, server, logging, out))
                .addSubcommand(new DemoCommand(loader, out))
                .addSubcommand(new BenchCommand(Main.class.getName(), out));
        Commands.of(loader, out).forEach(commands::addSubcommand);
        commands.setOut(new PrintWriter(out, true, UTF_8))
                .setErr(new PrintWriter(err, true, UTF_8))
                .setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((problem, command, parsed) -> explain(problem, err));
    }

    /** Returns the exit code. No command means {@code serve}. */
    int run(String... arguments) {
        return commands.execute(withCommand(arguments));
    }

    private static String[] withCommand(String... arguments) {
        boolean namesCommand = Stream.of(arguments)
                .findFirst()
                .map(first -> !first.startsWith("-") || OF_THE_PROGRAM.contains(first))
                .orElse(false);
        return namesCommand
                ? arguments
                : Stream.concat(Stream.of("serve"), Stream.of(arguments)).toArray(String[]::new);
    }

    private static int explain(Exception problem, PrintStream err) {
        if (problem instanceof InvalidConfiguration invalid) {
            err.println("gourmetloop: the settings cannot be used");
            lines(invalid.problems()).forEach(err::println);
            return WRONG;
        }
        if (TOLD_IN_A_LINE.stream().anyMatch(type -> type.isInstance(problem))) {
            err.println("gourmetloop: " + problem.getMessage());
        } else {
            LOG.error("The command failed", problem);
        }
        return FAILED;
    }

    private static Stream<String> lines(List<String> problems) {
        return problems.stream().map(problem -> "  " + problem);
    }
}
