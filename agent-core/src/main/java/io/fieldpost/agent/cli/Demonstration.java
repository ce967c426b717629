package io.fieldpost.agent.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Shows the whole path with embedded counterparts. Found by {@link java.util.ServiceLoader}; there is none on an installed gateway,
 * because an embedded broker has no business there.
 */
public interface Demonstration {
    /**
     * Runs until the time is up or the process is asked to stop.
     *
     * @param store where the store shall be; null for a temporary directory that is deleted at the end
     * @param seconds for how long; 0 until the process is asked to stop
     * @param consolePort port of the status page on 127.0.0.1; 0 for a free one
     * @param out where a line a second goes
     * @return the process's exit code: 0 when nothing was missing at the end
     */
    int run(@Nullable Path store, int seconds, int consolePort, PrintWriter out) throws Exception;
}
