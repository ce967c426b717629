package io.fieldpost.agent.store;

import io.fieldpost.agent.StreamName;
import java.time.Instant;

/**
 * One record as it was stored: a batch of measurements with its number.
 *
 * @param stream the stream it belongs to
 * @param epoch 16 hexadecimal digits, new only when the store was lost
 * @param sequence its number in the stream and epoch: the first is 1, the next one more, no holes
 * @param storedTime when it was appended, by the gateway's clock
 * @param clock whether that clock was known to be right then
 * @param count how many measurements it holds
 * @param payload the encoded batch, see {@code io.fieldpost.agent.record.BatchCodec}
 */
public record StoredRecord(
        StreamName stream,
        String epoch,
        long sequence,
        Instant storedTime,
        ClockState clock,
        int count,
        byte[] payload) {}
