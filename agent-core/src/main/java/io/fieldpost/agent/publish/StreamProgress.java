package io.fieldpost.agent.publish;

import io.fieldpost.agent.Backoff;
import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.store.RecordStore;
import io.fieldpost.agent.store.StoreException;
import io.fieldpost.agent.store.StoredRecord;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Where one destination stands in one stream: what comes next, what is on its way, what waits because the broker would not keep it.
 *
 * <p>When the broker did not keep a record, the stream stops until everything on its way is answered, goes back to the lowest record
 * that is not settled, and tries that one alone. So order is kept as far as the answers allow: those that were on their way behind it
 * and were kept are not sent again.
 */
final class StreamProgress {
    private static final int READ_RECORDS = 32;
    private static final int READ_BYTES = 256 << 10;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final String destination;
    private final StreamName stream;
    private final RecordStore store;
    private final Backoff backoff;
    /** Settled above the lowest unsettled; no more than were in flight behind it. */
    private final TreeSet<Long> settledAbove = new TreeSet<>();

    // For one connection.
    private final Deque<StoredRecord> ahead = new ArrayDeque<>();
    private final TreeSet<Long> inFlight = new TreeSet<>();

    private long nextSequence;
    private long newestAtOpening;
    private boolean rewind;
    private boolean alone;
    private long notBefore;

    StreamProgress(String destination, StreamName stream, RecordStore store, RandomGenerator random) {
        this.destination = destination;
        this.stream = stream;
        this.store = store;
        this.backoff = new Backoff(FIRST_WAIT, random);
    }

    /** A new connection: everything that is not settled is sent again, in order. */
    void opened(long nowNanos) {
        ahead.clear();
        inFlight.clear();
        newestAtOpening = store.state(stream).newest();
        nextSequence = store.firstUnsettled(destination, stream);
        rewind = false;
        notBefore = nowNanos;
    }

    /** Whether a record was stored before this connection was made. */
    boolean storedBeforeOpening(StoredRecord record) {
        return record.sequence() <= newestAtOpening;
    }

    /** Whether there is a record that may be sent now. Reads ahead from the store where that is needed. */
    boolean ready(long nowNanos) throws StoreException {
        if (rewind || nowNanos - notBefore < 0 || (alone && !inFlight.isEmpty())) {
            return false;
        }
        return !ahead.isEmpty() || readAhead();
    }

    private boolean readAhead() throws StoreException {
        for (StoredRecord record : store.read(stream, nextSequence, READ_RECORDS, READ_BYTES)) {
            if (record.sequence() > nextSequence) {
                // What the store skips is gone and was reported as a loss by the store itself; nothing waits for it any
                // more.
                store.settle(destination, stream, nextSequence, record.sequence() - 1);
            }
            nextSequence = record.sequence() + 1;
            if (!settledAbove.contains(record.sequence())) {
                ahead.add(record);
            }
        }
        settledAbove.headSet(store.firstUnsettled(destination, stream)).clear();
        return !ahead.isEmpty();
    }

    /** The next record; now it is on its way. */
    StoredRecord take() {
        StoredRecord record = ahead.remove();
        inFlight.add(record.sequence());
        return record;
    }

    /** The destination has it, or it was reported as lost. */
    void settled(long sequence) {
        inFlight.remove(sequence);
        store.settle(destination, stream, sequence, sequence);
        if (sequence > store.firstUnsettled(destination, stream)) {
            settledAbove.add(sequence);
        }
        alone = false;
        backoff.reset();
        turnBack();
    }

    /** The store can't be read now: wait. */
    void pause(long nowNanos) {
        notBefore = nowNanos + FIRST_WAIT.toNanos();
    }

    /** The broker did not keep it: wait, then begin again with the lowest that is not settled. */
    void refused(long sequence, long nowNanos) {
        inFlight.remove(sequence);
        if (!rewind) {
            notBefore = nowNanos + backoff.nextNanos(LONGEST_WAIT);
        }
        rewind = true;
        turnBack();
    }

    private void turnBack() {
        if (rewind && inFlight.isEmpty()) {
            rewind = false;
            alone = true;
            ahead.clear();
            nextSequence = store.firstUnsettled(destination, stream);
        }
    }

    /** Whether it waits because the broker did not keep a record. */
    boolean held() {
        return rewind || alone;
    }

    /** Records stored and not settled. */
    long backlog() {
        return Math.max(0, store.state(stream).newest() + 1 - store.firstUnsettled(destination, stream));
    }
}
