package io.fieldpost.radio.receiver;

import io.fieldpost.driver.DriverException;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A fixed set of blocks that go from the thread that reads the socket to the thread that computes, and back. The filling side never
 * waits: without a free block it gets none, and stops reading. The taking side waits for a block or the end.
 */
final class BlockQueue {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final ArrayDeque<SampleBlock> free;
    private final ArrayDeque<SampleBlock> full;
    private @Nullable DriverException end;

    BlockQueue(int blocks) {
        free = new ArrayDeque<>(blocks);
        full = new ArrayDeque<>(blocks);
        for (int i = 0; i < blocks; i++) {
            free.add(new SampleBlock());
        }
    }

    /** A block to fill, or null when all are waiting to be used. */
    @Nullable
    SampleBlock pollFree() {
        lock.lock();
        try {
            return free.poll();
        } finally {
            lock.unlock();
        }
    }

    void offer(SampleBlock block) {
        lock.lock();
        try {
            full.add(block);
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the stream once what has arrived is taken. Only the first cause counts. */
    void end(DriverException cause) {
        lock.lock();
        try {
            if (end == null) {
                end = cause;
            }
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The next block.
     *
     * @return null when nothing arrived in time
     * @throws DriverException the cause of the end
     */
    @Nullable
    SampleBlock take(long patienceNanos) throws DriverException, InterruptedException {
        long left = patienceNanos;
        lock.lockInterruptibly();
        try {
            while (full.isEmpty()) {
                if (end != null) {
                    throw end;
                }
                if (left <= 0) {
                    return null;
                }
                left = arrived.awaitNanos(left);
            }
            return full.poll();
        } finally {
            lock.unlock();
        }
    }

    void release(SampleBlock block) {
        lock.lock();
        try {
            free.add(block);
        } finally {
            lock.unlock();
        }
    }
}
