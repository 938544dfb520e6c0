package io.gourmetloop.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The program itself. */
@Command(
        name = "gourmetloop",
        description = "Closes the feedback loop of an image classifier in production.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        subcommands = HelpCommand.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Without a command: serve. Exit codes: 0 done, 1 failed, 2 wrong command line or settings."})
final class GourmetLoopCommand {}
