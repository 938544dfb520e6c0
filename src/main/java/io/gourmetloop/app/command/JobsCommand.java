package io.gourmetloop.app.command;

import picocli.CommandLine.Command;

@Command(
        name = "jobs",
        description = "Shows the periodic jobs of a running server, runs, pauses and resumes them.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class JobsCommand {}
