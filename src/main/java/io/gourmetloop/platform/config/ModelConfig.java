package io.gourmetloop.platform.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The model folder that becomes version 1 where there is none yet; without one, the shipped model. */
public record ModelConfig(@Nullable Path initial) {}
