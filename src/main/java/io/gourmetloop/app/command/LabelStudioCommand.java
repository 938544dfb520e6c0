package io.gourmetloop.app.command;

import picocli.CommandLine.Command;

@Command(
        name = "label-studio",
        description = "Tells the running server to set up Label Studio, or to exchange tasks and annotations with it.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "The server needs the settings labeling.annotator: label-studio, label-studio.url and .token."})
final class LabelStudioCommand {}
