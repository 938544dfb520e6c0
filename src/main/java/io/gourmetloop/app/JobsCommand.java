package io.gourmetloop.app;

import picocli.CommandLine.Command;

@Command(
        name = "jobs",
        description = "Shows the periodic jobs of a running server, and runs them at once.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class JobsCommand {}
