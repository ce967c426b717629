package io.fieldpost.driver.testkit;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** How much of the heap is held by what can still be reached. */
final class HeapLevel {
    private static final int TRIES = 20;
    private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

    private HeapLevel() {}

    /** Bytes in use after what nobody reaches is gone: the least of a few collections, because some things take two to go. */
    static long bytes() {
        return settledBelow(0, 3);
    }

    /** Collects until no more than {@code bound} bytes are in use, or it has tried for long enough; bytes in use then. */
    static long settledBelow(long bound) {
        return settledBelow(bound, TRIES);
    }

    private static long settledBelow(long bound, int tries) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < tries && least > bound; i++) {
            System.gc();
            least = Math.min(least, MEMORY.getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
