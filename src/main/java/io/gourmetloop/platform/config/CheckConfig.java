package io.gourmetloop.platform.config;

/** Limits of one check: beyond {@code warn} it warns, beyond {@code fail} it fails. */
public record CheckConfig(double warn, double fail, boolean blocksTraining) {}
