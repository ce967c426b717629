package io.fieldpost.agent.publish;

import io.fieldpost.agent.store.StoreException;
import io.fieldpost.agent.store.StoredRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NavigableSet;

/**
 * A range of one stream that is sent strictly in the order of its numbers, without what is settled or on its way already. Reads ahead
 * from the store, bounded. One thread.
 */
final class Lane {
    /** What a destination sends from. */
    enum Kind {
        /** What is new. */
        LIVE,
        /** What had to wait; marked historical. */
        BACKLOG
    }

    static final long OPEN_END = Long.MAX_VALUE;

    private static final int READ_RECORDS = 32;
    private static final int READ_BYTES = 256 << 10;

    private final Remaining remaining;
    /** Of the whole stream: the other lane's too. */
    private final NavigableSet<Long> inFlight;

    private final Deque<StoredRecord> ahead = new ArrayDeque<>();
    /** The next to read. */
    private long next;
    /** The first that is not of this lane. */
    private long end;

    Lane(Remaining remaining, NavigableSet<Long> inFlight) {
        this.remaining = remaining;
        this.inFlight = inFlight;
    }

    /** Makes it a range of its own, from {@code first} up to {@code end}, which is not part of it. */
    void lay(long first, long end) {
        ahead.clear();
        this.next = first;
        this.end = end;
    }

    /** Adds what lies behind it, up to {@code end}. */
    void extendTo(long end) {
        this.end = end;
    }

    /** Whether a record can be taken. Reads ahead where that is needed. */
    boolean ready() throws StoreException {
        while (ahead.isEmpty() && next < end) {
            long wanted = nextUnsent();
            if (wanted >= end) {
                next = end;
                return false;
            }
            var records = remaining.read(wanted, READ_RECORDS, READ_BYTES);
            if (records.isEmpty()) {
                return false;
            }
            next = wanted;
            records.forEach(this::add);
        }
        return !ahead.isEmpty();
    }

    private long nextUnsent() {
        long wanted = remaining.next(next);
        while (inFlight.contains(wanted)) {
            wanted = remaining.next(wanted + 1);
        }
        return wanted;
    }

    private void add(StoredRecord record) {
        long sequence = record.sequence();
        settleGone(next, Math.min(sequence, end) - 1);
        if (sequence < end && !inFlight.contains(sequence) && remaining.contains(sequence)) {
            ahead.add(record);
        }
        next = Math.min(sequence + 1, end);
    }

    /** What the store skips is gone and was reported as a loss by the store itself; nothing waits for it any more. */
    private void settleGone(long first, long last) {
        if (first > last) {
            return;
        }
        long from = first;
        for (long sent : inFlight.subSet(first, true, last, true)) {
            settle(from, sent - 1);
            from = sent + 1;
        }
        settle(from, last);
    }

    private void settle(long first, long last) {
        if (first <= last) {
            remaining.settle(first, last);
        }
    }

    /** The record that {@link #take} will take; only when {@link #ready}. */
    StoredRecord peek() {
        return ahead.element();
    }

    /** Takes the next record; it counts as on its way from now on. */
    StoredRecord take() {
        StoredRecord record = ahead.remove();
        inFlight.add(record.sequence());
        return record;
    }
}
