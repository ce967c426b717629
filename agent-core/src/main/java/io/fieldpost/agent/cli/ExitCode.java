package io.fieldpost.agent.cli;

/** What the commands return to the shell and to systemd. */
final class ExitCode {
    static final int OK = 0;
    /** The command worked and found something wrong, or failed while working. */
    static final int FAILED = 1;
    /** The configuration or the command line is wrong; a restart does not help. */
    static final int CONFIGURATION = 2;
    /** The store's directory is not ours to use; a restart does not help. Java itself ends with 3 when memory is exhausted. */
    static final int STORE = 4;

    private ExitCode() {}
}
