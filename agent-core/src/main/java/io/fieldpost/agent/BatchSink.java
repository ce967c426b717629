package io.fieldpost.agent;

import io.fieldpost.agent.record.Batch;
import io.fieldpost.agent.store.StoreException;

/** Where source runners hand over what was measured: into the store. */
@FunctionalInterface
public interface BatchSink {
    /**
     * Accepts a batch as a whole. When this returns, the batch survives the death of the process.
     *
     * @param batch in the order in which it was measured, all of one source
     * @throws StoreException when nothing of it was accepted; the caller keeps it, bounded, and tries again
     */
    void accept(Batch batch) throws StoreException;
}
