package io.gourmetloop.loop.sampling;

import io.gourmetloop.domain.Role;
import java.util.List;
import java.util.Optional;

/** What the coins said about an image: rows for the ledger, to be kept in the transaction of what caused them. */
public record SamplingDraw(Role role, List<LedgerEntry> ledger) {
    public SamplingDraw {
        ledger = List.copyOf(ledger);
    }

    /** The entry that carries the image's task; empty when no coin chose it, or when it has a task already. */
    public Optional<LedgerEntry> task() {
        return ledger.stream().filter(entry -> entry.task() != null).findFirst();
    }
}
