package io.fieldpost.agent.source;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the drivers of one kind did since the start, summed over their sources and over every connection of these. Sources write it where a
 * thing happens; whoever answers for the drivers reads it. Any thread.
 */
public final class Conduct {
    private static final long NANOS_A_SECOND = 1_000_000_000;
    /** What a card takes beside everything else, and in a day 170 GB too much for it: nobody hands over so much for long. */
    private static final long BYTES_A_SECOND = 2L << 20;

    private static final long BURST_BYTES = 16L << 20;
    private static final long DROPPED_A_PAUSE = 100;

    private final LongAdder accepted = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder overdue = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final AtomicInteger open = new AtomicInteger();
    private final List<PendingCall<?>> hanging = new ArrayList<>();
    private final boolean paced;
    private long freeNanos;
    private boolean charged;
    private volatile String newestError = "";
    private volatile boolean outOfMemory;

    /** Of drivers as trusted as the agent itself. */
    public Conduct() {
        this(false);
    }

    /** @param paced whether so much a second goes to the store and no more, and a thread that hands over beyond that is slowed */
    public Conduct(boolean paced) {
        this.paced = paced;
    }

    /** Nanoseconds until the next batch may go to the store. */
    synchronized long nanosUntilTurn(long nowNanos) {
        return paced && charged ? Math.max(0, freeNanos - nowNanos) : 0;
    }

    /** A batch has gone to the store. */
    synchronized void charge(long bytes, long nowNanos) {
        long saved = nowNanos - BURST_BYTES * NANOS_A_SECOND / BYTES_A_SECOND;
        freeNanos = (charged && freeNanos - saved > 0 ? freeNanos : saved) + bytes * NANOS_A_SECOND / BYTES_A_SECOND;
        charged = true;
    }

    /** A measurement found no room: a thread that hands over more and more is slowed. */
    void slow() {
        if (paced && dropped.sum() % DROPPED_A_PAUSE == 0) {
            Brake.pause();
        }
    }

    void accepted(long measurements) {
        accepted.add(measurements);
    }

    void failed() {
        failures.increment();
    }

    void lost() {
        dropped.increment();
    }

    void late() {
        late.increment();
    }

    /** A driver was made. */
    void opened() {
        open.incrementAndGet();
    }

    /** It was closed, or given up. */
    void ended() {
        open.decrementAndGet();
    }

    /** A call has passed its deadline and was interrupted. */
    public void overdue(PendingCall<?> call) {
        overdue.increment();
        left(call);
    }

    /** A call goes on although nobody waits for it. */
    void left(PendingCall<?> call) {
        synchronized (hanging) {
            hanging.removeIf(PendingCall::isDone);
            if (!hanging.contains(call)) {
                hanging.add(call);
            }
        }
    }

    /**
     * A driver's code ended in an {@link Error}.
     *
     * @param what in few words
     */
    public void error(String what, boolean isOutOfMemory) {
        newestError = what;
        outOfMemory |= isOutOfMemory;
        errors.increment();
    }

    /**
     * One of the driver's own threads has ended in what it did not catch. On that thread, for it asks for words.
     *
     * @return what it ended in, in few words
     */
    public String threadEnded(String thread, Throwable thrown) {
        String words = String.valueOf(Retold.of(thrown).getMessage());
        if (thrown instanceof Error) {
            error("thread " + Retold.shortened(thread) + " ended in " + words, thrown instanceof OutOfMemoryError);
        }
        return words;
    }

    /** Measurements that the store has accepted. */
    public long accepted() {
        return accepted.sum();
    }

    /** Calls that failed, whatever the reason. */
    public long failures() {
        return failures.sum();
    }

    /** Measurements lost because they came faster than they could be taken, or were too large. */
    public long dropped() {
        return dropped.sum();
    }

    /** Measurements that came after the driver's close. */
    public long lateMeasurements() {
        return late.sum();
    }

    /** Calls that were not back at their deadline. */
    public long overdueCalls() {
        return overdue.sum();
    }

    /** Of these, those that are not back yet, and so hold a thread each. */
    public int hangingCalls() {
        synchronized (hanging) {
            hanging.removeIf(PendingCall::isDone);
            return hanging.size();
        }
    }

    /** {@link Error}s that came out of calls and out of threads of the drivers. */
    public long errors() {
        return errors.sum();
    }

    /** The newest of them; empty when there is none. */
    public String newestError() {
        return newestError;
    }

    /** Whether one of them said that memory is used up. */
    public boolean outOfMemory() {
        return outOfMemory;
    }

    /** Drivers that were made and have neither been closed nor given up. */
    public int openDrivers() {
        return open.get();
    }
}
