package io.fieldpost.agent;

import io.fieldpost.agent.store.ClockState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Looks whether a time service has set the gateway's clock since the start, by the files that services leave under {@code /run}. Any
 * thread. A look costs a few system calls: once a second is often enough.
 *
 * <ul>
 *   <li>systemd-timesyncd touches {@code /run/systemd/timesync/synchronized} when it has set the clock (systemd-timesyncd.service(8)),
 *       and {@code /run/systemd/timesync} is there while it runs.
 *   <li>chronyd keeps its process number in {@code /run/chrony/chronyd.pid}, and writes its drift file once an hour while it is
 *       synchronised. A drift file newer than the process number says yes; an older one says nothing, because chronyd may have been
 *       right for most of an hour: {@link ClockState#UNKNOWN}.
 * </ul>
 */
public final class ClockProbe {
    private final Path root;

    /** Looks at this machine. */
    public ClockProbe() {
        this(Path.of("/"));
    }

    /**
     * Looks at files elsewhere.
     *
     * @param root stands for {@code /}
     */
    public ClockProbe(Path root) {
        this.root = root;
    }

    /** What the files say now; {@link ClockState#UNKNOWN} when no time service can be seen. */
    public ClockState state() {
        Path timesync = root.resolve("run/systemd/timesync");
        if (Files.exists(timesync.resolve("synchronized"))) {
            return ClockState.SYNCHRONISED;
        }
        if (chronyHasSetIt()) {
            return ClockState.SYNCHRONISED;
        }
        return Files.isDirectory(timesync) ? ClockState.UNSYNCHRONISED : ClockState.UNKNOWN;
    }

    private boolean chronyHasSetIt() {
        Path process = root.resolve("run/chrony/chronyd.pid");
        Path drift = root.resolve("var/lib/chrony/chrony.drift");
        try {
            return Files.exists(process)
                    && Files.exists(drift)
                    && Files.getLastModifiedTime(drift).compareTo(Files.getLastModifiedTime(process)) > 0;
        } catch (IOException gone) {
            return false;
        }
    }
}
