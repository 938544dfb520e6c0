package io.gourmetloop.app.command;

import picocli.CommandLine.Command;

@Command(
        name = "tokens",
        description = "Creates and revokes API tokens for programs; works without a running server.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class TokensCommand {}
