package io.fieldpost.agent.status;

import java.time.Duration;

/**
 * One plug-in at one moment. Counts are since the agent's start, all its sources together and whichever jars it had.
 *
 * @param name of its directory
 * @param version as its manifest says; empty when it does not, or it is not loaded
 * @param sha256 of its jars; empty when it is not loaded
 * @param detail why it is not loaded, in words for a technician; empty when it is
 * @param loads how often it was loaded
 * @param measurements that the store has accepted
 * @param failures driver calls that failed
 * @param dropped measurements lost because they came faster than they could be taken, or were too large
 * @param late measurements handed over after the driver's close, which are refused
 * @param overdue driver calls that were not back at their deadline
 * @param hanging of these, those that are not back yet, and hold a thread each
 * @param errors how often its code ended in an {@link Error}
 * @param threads its own threads, besides those in which it is called
 * @param threadsLeft threads that go on although it is no longer loaded, or no longer with these jars
 * @param cpu processor time of its threads, as far as it was seen
 * @param cutOutput bytes of what it wrote to standard output and the log that were not let through
 */
public record PluginStatus(
        String name,
        String version,
        String sha256,
        State state,
        String detail,
        long loads,
        long measurements,
        long failures,
        long dropped,
        long late,
        long overdue,
        int hanging,
        long errors,
        int threads,
        int threadsLeft,
        Duration cpu,
        long cutOutput) {
    /** What became of a plug-in. */
    public enum State {
        LOADED,
        /** It may not be loaded, or can't be. */
        REFUSED,
        /** It was loaded and went too far. */
        QUARANTINED
    }
}
