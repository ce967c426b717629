package io.fieldpost.agent;

import io.fieldpost.agent.store.Loss;
import io.fieldpost.agent.store.StoreException;

/** Where losses are reported that the store itself can't know: what came too fast for it, and what could not be sent. */
@FunctionalInterface
public interface LossSink {
    /**
     * Reports a loss, which is then delivered like an alarm.
     *
     * @throws StoreException when it could not be kept; the caller keeps it and tries again
     */
    void report(Loss loss) throws StoreException;
}
