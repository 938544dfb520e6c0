package io.gourmetloop.app.command;

import picocli.CommandLine.Command;

@Command(
        name = "tokens",
        description = "Makes and revokes API tokens for programs, whether a server runs or not.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class TokensCommand {}
