package io.gourmetloop.app.process;

import java.util.Optional;

/** Which build this is, from the manifest of its jar. */
public final class Version {
    private Version() {}

    /** For people; it says so where there is no jar. */
    public static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
    }
}
