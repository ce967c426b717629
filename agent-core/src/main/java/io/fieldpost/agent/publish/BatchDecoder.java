package io.fieldpost.agent.publish;

import io.fieldpost.agent.record.DamagedBatchException;
import io.fieldpost.driver.Measurement;
import java.util.List;

/** Reads what the store keeps: the other half of whatever encoded the batch. */
@FunctionalInterface
public interface BatchDecoder {
    /**
     * Reads one stored batch.
     *
     * @param payload as it was appended
     * @throws DamagedBatchException when the bytes are not a batch; the record is then reported as damaged and passed over
     */
    List<Measurement> decode(byte[] payload) throws DamagedBatchException;
}
