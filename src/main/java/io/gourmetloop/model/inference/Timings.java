package io.gourmetloop.model.inference;

import java.time.Duration;

/** Where the time of one photo went, waiting excluded. */
public record Timings(Duration clean, Duration decode, Duration measure, Duration tensor, Duration run) {}
