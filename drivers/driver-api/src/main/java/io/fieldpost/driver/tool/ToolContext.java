package io.fieldpost.driver.tool;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** What a tool is given. Any thread. */
public interface ToolContext {
    /** Where results go; flushed at the end, and whenever the tool does. */
    PrintWriter out();

    /** Where a person is told what goes wrong. */
    PrintWriter err();

    /** Columns of the terminal; 80 when nobody knows. */
    int width();

    /** Whether a person looks on: only then is anything drawn over, or coloured. */
    boolean interactive();

    /** The clock. Tools take time from here alone, so that tests can set it. */
    InstantSource clock();

    /** Whether somebody wants it to end: Ctrl-C or SIGTERM came. A tool then finishes what it has in hand and returns, within seconds. */
    boolean interrupted();

    /**
     * Waits, but no longer than until it is {@link #interrupted}.
     *
     * @return whether the time has passed and the tool may go on
     */
    boolean pause(Duration time);

    /** Runs {@code then} once, on another thread, when the tool is {@link #interrupted}, or at once when it was already. */
    void onInterrupt(Runnable then);

    /**
     * The agent that runs on this machine with a gateway's file.
     *
     * @throws ToolException when the file is wrong
     */
    RunningGateway gateway(Path file) throws ToolException;
}
