package io.gourmetloop.loop.monitoring;

import java.time.Instant;

/**
 * A temperature that was fitted on blind labels of answers before {@code labelsUntil}; it holds for answers from
 * {@code validFrom} on. The loss is the mean negative log probability of the truth, under model.json's temperature and
 * under this one.
 */
public record Calibration(
        Instant validFrom, Instant labelsUntil, double temperature, long labels, double lossBefore, double lossAfter) {}
