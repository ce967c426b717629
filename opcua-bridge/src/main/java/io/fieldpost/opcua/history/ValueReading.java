package io.fieldpost.opcua.history;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import java.time.Instant;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;

/** How a value of the server becomes a measurement, read from a subscription or from a history. */
@FunctionalInterface
public interface ValueReading {
    /** The measurement of a value that arrived now. */
    Measurement of(Point point, DataValue value, Instant now);
}
