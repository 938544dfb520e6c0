package io.gourmetloop.loop.monitoring.drift;

import io.gourmetloop.domain.ModelVersion;

/** What is compared: answers of one version, of before and of now. */
public record Windows(ModelVersion version, Side reference, Side current) {}
