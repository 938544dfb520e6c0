package io.gourmetloop.app.command;

import picocli.CommandLine.Command;

@Command(
        name = "jobs",
        description = "Shows, runs, pauses and resumes the background jobs of a running server.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class JobsCommand {}
