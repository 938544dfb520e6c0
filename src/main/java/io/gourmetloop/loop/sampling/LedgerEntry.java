package io.gourmetloop.loop.sampling;

import io.gourmetloop.domain.Purpose;
import io.gourmetloop.domain.SamplingStream;
import org.jspecify.annotations.Nullable;

/**
 * One row of the sampling ledger: the coin that was thrown, under which settings and which salt. {@code task} is the
 * purpose of the image's one task when this row carries it, null on all others, chosen or not.
 */
public record LedgerEntry(Decision decision, @Nullable Purpose task, String policyVersion, String saltId) {
    public SamplingStream stream() {
        return decision.stream();
    }
}
