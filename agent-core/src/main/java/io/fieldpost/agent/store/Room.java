package io.fieldpost.agent.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * How much the store may hold: its budget, or what it held when its file system came below the floor. It gives nothing back to a file
 * system that others fill; it only stops growing. Looks once a second. Guarded by the store's lock.
 */
final class Room {
    private static final long PERIOD_NANOS = 1_000_000_000;

    private final StoreOptions options;
    private final Disk disk;
    private long free = Long.MAX_VALUE;
    private long lookedAt;
    private boolean looked;
    /** What the store may hold while the file system is below its floor; -1 while it is not. */
    private long frozen = -1;

    Room(StoreOptions options, Disk disk) {
        this.options = options;
        this.disk = disk;
    }

    /** Says so when the file system will be full before the budget is. */
    void compareWithBudget(long bytes) throws IOException {
        look(bytes);
        if (within(bytes) < options.budgetBytes()) {
            Logger.warn(
                    "the store's budget is {} bytes, and its file system has room for {} at {}: free some room on it, or set"
                            + " 'store.budget' lower",
                    options.budgetBytes(),
                    within(bytes),
                    options.path());
        }
    }

    void step(long nowNanos, long bytes) throws IOException {
        if (!looked || nowNanos - lookedAt >= PERIOD_NANOS) {
            looked = true;
            lookedAt = nowNanos;
            look(bytes);
        }
    }

    private void look(long bytes) throws IOException {
        free = disk.free(options.path());
        long floor = options.freeFloorBytes();
        if (frozen < 0 && free < floor) {
            long least = (long) StoreOptions.FEWEST_SEGMENTS * options.segmentBytes();
            frozen = Math.max(least, Math.min(bytes, options.budgetBytes()));
            Logger.warn("store: {}", trouble());
        } else if (frozen >= 0 && free >= floor + 2L * options.segmentBytes()) {
            frozen = -1;
            Logger.info("store: the file system of {} has room again", options.path());
        }
    }

    /** Bytes that the store may hold. */
    long limit() {
        return frozen < 0 ? options.budgetBytes() : frozen;
    }

    /** Why something is dropped now. */
    Loss.Cause cause() {
        return frozen < 0 ? Loss.Cause.BUDGET : Loss.Cause.DISK;
    }

    /** Bytes that the store can hold as far as anybody knows: no more than the file system has, less the floor. */
    long within(long bytes) {
        long more = Math.max(0, free - options.freeFloorBytes());
        return Math.max(bytes, Math.min(limit(), more > Long.MAX_VALUE - bytes ? Long.MAX_VALUE : bytes + more));
    }

    /** Null while there is room. */
    @Nullable
    String trouble() {
        if (frozen < 0) {
            return null;
        }
        return "the file system of " + options.path() + " has " + mebibytes(free)
                + " free, less than store.free_floor ("
                + mebibytes(options.freeFloorBytes())
                + "): the store no longer grows and drops its oldest records for what is new: free some room on it";
    }

    private static String mebibytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }
}
