package io.gourmetloop.app.command;

import picocli.CommandLine.Command;

@Command(
        name = "users",
        description = "Lists and changes accounts, whether a server runs or not.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class UsersCommand {}
