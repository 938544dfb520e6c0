package io.gourmetloop.platform.db;

/** How the schema of a database compares with the migrations that a build knows. */
public record SchemaState(Kind kind, String told) {
    /** The worst of what is so. */
    public enum Kind {
        CURRENT,
        /** Migrations wait. */
        BEHIND,
        /** A newer build has migrated it. */
        AHEAD,
        /** A migration failed. */
        BROKEN,
        /** A migration that was applied is another one here. */
        CHANGED
    }
}
