package io.fieldpost.opcua.history;

import io.fieldpost.driver.Point;
import java.time.Instant;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;

/** Where values go that the server had kept: handed over as measurements that are marked historical. */
@FunctionalInterface
public interface HistoricalValues {
    /** Hands over a value of a point; returns at once. */
    void deliver(Point point, DataValue value, Instant now);
}
