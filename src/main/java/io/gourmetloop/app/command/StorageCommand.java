package io.gourmetloop.app.command;

import picocli.CommandLine.Command;

@Command(
        name = "storage",
        description = "Administers the object store.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class StorageCommand {}
