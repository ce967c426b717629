package io.fieldpost.agent.publish;

import io.fieldpost.agent.record.BatchColumns;
import io.fieldpost.agent.record.DamagedBatchException;

/** Reads what the store keeps: the other half of whatever encoded the batch. Not thread-safe: each publish runner has its own. */
@FunctionalInterface
public interface BatchDecoder {
    /**
     * Reads one stored batch.
     *
     * @param payload as it was appended
     * @return the batch, valid until the next one is read; whoever is done with it before {@linkplain BatchColumns#clear() lets it go}
     * @throws DamagedBatchException when the bytes are not a batch; the record is then reported as damaged and passed over
     */
    BatchColumns decode(byte[] payload) throws DamagedBatchException;
}
