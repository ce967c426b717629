package io.fieldpost.agent.inspect;

import io.fieldpost.agent.store.StoredRecord;
import io.fieldpost.driver.Measurement;
import java.util.List;

/** Writes measurements as lines of text. What can't be written comes back as {@link java.io.UncheckedIOException}. */
interface MeasurementLines {
    /** One line for each measurement of a record. */
    void write(StoredRecord record, List<Measurement> measurements);

    /** Hands over what is not yet written. */
    void flush();
}
