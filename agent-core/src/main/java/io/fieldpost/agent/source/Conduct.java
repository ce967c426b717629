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
    private final LongAdder accepted = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder overdue = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final AtomicInteger open = new AtomicInteger();
    private final List<PendingCall<?>> hanging = new ArrayList<>();
    private volatile String newestError = "";
    private volatile boolean outOfMemory;

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
