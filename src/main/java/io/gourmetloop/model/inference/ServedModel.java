package io.gourmetloop.model.inference;

import io.gourmetloop.domain.ModelVersion;

/** The version that answers now, and what its manifest says. */
public record ServedModel(ModelVersion version, ModelManifest manifest) {}
