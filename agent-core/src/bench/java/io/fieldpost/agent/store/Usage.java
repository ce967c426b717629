package io.fieldpost.agent.store;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What the process had used at a moment, or between two.
 *
 * @param nanos time
 * @param cpuNanos processor time of all threads
 * @param allocatedBytes on the heap, by the threads that use the store
 */
record Usage(long nanos, long cpuNanos, long allocatedBytes) {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    /** Of this thread and the house-keeper. */
    static Usage now(HouseKeeper keeper) {
        long allocated = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId())
                + Math.max(0, THREADS.getThreadAllocatedBytes(keeper.threadId()));
        return new Usage(System.nanoTime(), SYSTEM.getProcessCpuTime(), allocated);
    }

    Usage since(Usage before) {
        return new Usage(nanos - before.nanos, cpuNanos - before.cpuNanos, allocatedBytes - before.allocatedBytes);
    }
}
