package io.fieldpost.agent.cli;

import picocli.CommandLine.IVersionProvider;

/** The version as the jar's manifest tells it. */
public final class Version implements IVersionProvider {
    /** {@code 0.1.0}, or {@code development} where the classes were not loaded from a jar. */
    public static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "fieldpost " + text() + " (Java " + Runtime.version() + ", " + System.getProperty("os.arch") + ")"
        };
    }
}
