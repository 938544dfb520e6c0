package io.gourmetloop.app.command;

import picocli.CommandLine.Command;

@Command(
        name = "label-studio",
        description = "Has the running server set Label Studio up, or exchange tasks and annotations with it, now.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "The server needs the settings labeling.annotator: label-studio, label-studio.url and .token."})
final class LabelStudioCommand {}
