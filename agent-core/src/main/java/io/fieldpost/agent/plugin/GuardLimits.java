package io.fieldpost.agent.plugin;

import java.time.Duration;

/**
 * What a plug-in may do before it is put into quarantine. A person does not set these; tests do.
 *
 * @param hanging so many calls, past their deadline and interrupted, may be out at once, all its sources together
 * @param hangingFor for so long
 * @param errors so many {@link Error}s may come out of it
 * @param errorsWithin within this time; one that says that memory is used up is one too many
 * @param floodFor so long it may hand over more than is taken, or write more than is let through, without a pause
 * @param threads so many threads it may have besides those in which it is called
 * @param threadsLeft so many of them may go on while none of its drivers is open
 * @param leftFor for so long
 * @param cpuShare so much of one processor it may take
 * @param cpuFor for so long without a pause
 * @param firstPause before it is tried again without a person; each further one is twice as long
 * @param longestPause the longest of them
 */
record GuardLimits(
        int hanging,
        Duration hangingFor,
        int errors,
        Duration errorsWithin,
        Duration floodFor,
        int threads,
        int threadsLeft,
        Duration leftFor,
        double cpuShare,
        Duration cpuFor,
        Duration firstPause,
        Duration longestPause) {
    /** What the agent runs with; {@code docs/how-to/use-a-plug-in.md} lists them. */
    static final GuardLimits DEFAULT = new GuardLimits(
            2,
            Duration.ofSeconds(10),
            2,
            Duration.ofMinutes(10),
            Duration.ofSeconds(20),
            64,
            8,
            Duration.ofSeconds(10),
            0.9,
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            Duration.ofHours(6));
}
