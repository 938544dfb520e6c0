package io.gourmetloop.app;

import io.gourmetloop.app.process.Version;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class VersionLine implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"gourmetloop " + Version.text() + ", Java " + System.getProperty("java.version")};
    }
}
