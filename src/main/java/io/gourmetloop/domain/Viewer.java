package io.gourmetloop.domain;

/** Who is asking. What a viewer may see follows from this and from nothing else. */
public sealed interface Viewer {
    /** The session that owns what this viewer uploads. */
    SessionId session();

    default boolean can(AccountRole role) {
        return false;
    }

    /** An end user, known by an unguessable cookie alone: sees its own predictions, photos and feedback. */
    record Anonymous(SessionId session) implements Viewer {}

    /** A person with an account, or a program with that person's token. */
    record Account(long id, String name, AccountRole role, SessionId session) implements Viewer {
        @Override
        public boolean can(AccountRole needed) {
            return role.includes(needed);
        }
    }
}
