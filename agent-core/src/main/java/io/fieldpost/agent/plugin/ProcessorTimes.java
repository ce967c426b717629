package io.fieldpost.agent.plugin;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;

/**
 * Adds up the processor time of the threads of one plug-in from look to look. Not seen: what a thread did after the last look before its end, and what
 * others do for it, such as the agent's own threads, the compiler and the garbage collector. One thread.
 */
final class ProcessorTimes {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final boolean known = threads.isThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled();
    private Map<Long, Long> before = new HashMap<>();
    private Map<Long, Long> now = new HashMap<>();
    private long added;

    /** Counts one thread in the look at hand. */
    void note(long threadId) {
        long nanos = known ? threads.getThreadCpuTime(threadId) : -1;
        if (nanos >= 0) {
            added += Math.max(0, nanos - before.getOrDefault(threadId, 0L));
            now.put(threadId, nanos);
        }
    }

    /** Ends a look. @return nanoseconds that were used since the one before */
    long ended() {
        Map<Long, Long> seen = now;
        now = before;
        before = seen;
        now.clear();
        long used = added;
        added = 0;
        return used;
    }
}
