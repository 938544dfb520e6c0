package io.gourmetloop.loop.sampling;

import io.gourmetloop.platform.config.Secret;

/** What makes coins unpredictable to uploaders. The id goes to the ledger; the text is kept, so that coins can be audited. */
public record Salt(String id, Secret text) {
    public Salt {
        if (id.isBlank() || text.isBlank()) {
            throw new IllegalArgumentException("A salt needs an id and a text");
        }
    }
}
