package io.fieldpost.agent.record;

import io.fieldpost.agent.StreamName;
import io.fieldpost.driver.Measurement;
import java.util.List;

/**
 * Measurements of one stream, encoded: what becomes one record of the store.
 *
 * @param payload as {@link BatchCodec} reads it; handed over, not copied
 * @param count how many measurements it holds, at least one
 * @param bad how many of them are of bad quality
 */
public record Batch(StreamName stream, byte[] payload, int count, int bad) {
    /** A batch of measurements that are all of one stream. */
    public static Batch of(StreamName stream, List<Measurement> measurements) {
        BatchWriter writer = new BatchWriter(stream);
        measurements.forEach(writer::add);
        return writer.finish();
    }

    /** A batch of one, which does not wait for others. */
    public static Batch of(Measurement measurement) {
        return of(StreamName.of(measurement), List.of(measurement));
    }
}
