package io.fieldpost.agent;

import io.fieldpost.agent.store.StoreException;
import io.fieldpost.driver.Measurement;
import java.util.List;

/** Where source runners hand over what was measured: into the store. */
@FunctionalInterface
public interface MeasurementSink {
    /**
     * Accepts a batch as a whole. When this returns, the batch survives the death of the process.
     *
     * @param batch in the order in which it was measured; not empty, all of one source and one stream ({@link StreamName#of})
     * @throws StoreException when nothing of it was accepted; the caller keeps it, bounded, and tries again
     */
    void accept(List<Measurement> batch) throws StoreException;
}
