package io.gourmetloop.app;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Which build this is, from the manifest of its jar. */
final class Version implements IVersionProvider {
    static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"gourmetloop " + text() + ", Java " + System.getProperty("java.version")};
    }
}
