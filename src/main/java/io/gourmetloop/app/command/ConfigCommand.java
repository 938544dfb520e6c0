package io.gourmetloop.app.command;

import picocli.CommandLine.Command;

@Command(
        name = "config",
        description = "Shows the settings.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class ConfigCommand {}
