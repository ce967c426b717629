package io.fieldpost.agent.publish;

import io.fieldpost.agent.record.BatchColumns;
import io.fieldpost.agent.store.StoredRecord;

/**
 * Writes one stored record for the wire. One implementation for each payload format. Not thread-safe: each publish runner has its own.
 */
public interface Encoder extends AutoCloseable {
    /**
     * Writes one record as one message.
     *
     * @param record where its number, times and epoch come from; its payload is not looked at
     * @param batch what the record holds, decoded
     * @param historical whether the record waited in the store for this connection
     */
    EncodedMessage encode(StoredRecord record, BatchColumns batch, boolean historical);

    /** Frees what it holds outside the heap. */
    @Override
    void close();
}
