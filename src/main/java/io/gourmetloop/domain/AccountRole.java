package io.gourmetloop.domain;

import java.util.Locale;

/** What an account may do; each role includes those before it. */
public enum AccountRole {
    /** Sees the console's figures. */
    VIEWER,
    /** Labels: sees the photos of open tasks. */
    ANNOTATOR,
    /** Sees and changes everything. */
    ADMIN;

    public boolean includes(AccountRole needed) {
        return compareTo(needed) >= 0;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Fails with {@link ErrorCode#INVALID_VALUE}. */
    public static AccountRole parse(String text) {
        for (AccountRole role : values()) {
            if (role.text().equals(text)) {
                return role;
            }
        }
        throw new Failure(ErrorCode.INVALID_VALUE, "There is no role '" + text + "'; use viewer, annotator or admin");
    }
}
