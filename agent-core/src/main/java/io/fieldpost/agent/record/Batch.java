package io.fieldpost.agent.record;

import io.fieldpost.agent.StreamName;
import io.fieldpost.driver.Measurement;

/**
 * Measurements of one stream, encoded: what becomes one record of the store.
 *
 * @param payload as {@link BatchCodec} reads it; handed over, not copied
 * @param count how many measurements it holds, at least one
 * @param bad how many of them are of bad quality
 */
public record Batch(StreamName stream, byte[] payload, int count, int bad) {
    /** A batch of one. */
    public static Batch of(Measurement measurement) {
        BatchWriter writer = new BatchWriter(StreamName.of(measurement));
        writer.add(measurement);
        return writer.finish();
    }
}
