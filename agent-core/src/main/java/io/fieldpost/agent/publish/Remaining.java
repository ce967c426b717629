package io.fieldpost.agent.publish;

import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.store.RecordStore;
import io.fieldpost.agent.store.StoreException;
import io.fieldpost.agent.store.StoredRecord;
import java.util.List;

/** What one destination has still to get of one stream. */
record Remaining(RecordStore store, String destination, StreamName stream) {
    /** The lowest sequence at or above {@code from} that is not settled; one above the newest when there is none. */
    long next(long from) {
        return store.nextUnsettled(destination, stream, from);
    }

    boolean contains(long sequence) {
        return next(sequence) == sequence;
    }

    /** How many records. */
    long count() {
        return store.unsettled(destination, stream);
    }

    /** Highest sequence stored so far. */
    long newest() {
        return store.state(stream).newest();
    }

    List<StoredRecord> read(long from, int maxRecords, int maxBytes) throws StoreException {
        return store.read(stream, from, maxRecords, maxBytes);
    }

    void settle(long first, long last) {
        store.settle(destination, stream, first, last);
    }
}
