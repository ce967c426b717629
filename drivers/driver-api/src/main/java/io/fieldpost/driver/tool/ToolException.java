package io.fieldpost.driver.tool;

/** A tool can't go on. The message is a lower-case fact for a person, with what to do. */
public final class ToolException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean configuration;

    private ToolException(String message, boolean configuration) {
        super(message);
        this.configuration = configuration;
    }

    /** Something failed: exit code 1. */
    public static ToolException failed(String message) {
        return new ToolException(message, false);
    }

    /** The gateway's file or the command line is wrong: exit code 2. */
    public static ToolException wrong(String message) {
        return new ToolException(message, true);
    }

    /** Whether the gateway's file or the command line is wrong. */
    public boolean isConfiguration() {
        return configuration;
    }
}
