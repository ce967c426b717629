package io.fieldpost.opcua;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import java.time.Instant;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;

/** DataValues (Part 4, 7.11) as measurements. Picoseconds are dropped: no clock that we meet is that good. */
final class Readings {
    /** InfoType DataValue and its Overflow bit (Part 4, 7.39): the item's queue at the server has lost values. */
    private static final int INFO_TYPE_MASK = 0x0C00;

    private static final int INFO_TYPE_DATA_VALUE = 0x0400;
    private static final int OVERFLOW = 0x0080;

    private Readings() {}

    /**
     * The measurement that a DataValue stands for. A value that cannot be represented is {@code BAD_CONFIGURATION} without a value:
     * the configuration asks for something that this driver can't carry.
     */
    static Measurement of(Point point, DataValue reading, Instant now) {
        int status = status(reading);
        Quality quality = Quality.ofOpcUaStatus(status);
        Instant time = time(reading, now);
        if (quality.severity() == Quality.Severity.BAD) {
            return new Measurement(point, new Value.Absent(), quality, time, now, status, false);
        }
        Value value = Values.of(reading.value().value());
        return value == null
                ? new Measurement(point, new Value.Absent(), Quality.BAD_CONFIGURATION, time, now)
                : new Measurement(point, value, quality, time, now, status, false);
    }

    /** Whether the server dropped values of this point before this one. */
    static boolean overflowed(DataValue reading) {
        int status = status(reading);
        return (status & INFO_TYPE_MASK) == INFO_TYPE_DATA_VALUE && (status & OVERFLOW) != 0;
    }

    private static int status(DataValue reading) {
        return (int) reading.statusCode().getValue();
    }

    /** Null and 1601-01-01 both mean that no time is told (Part 6, 5.2.2.5). */
    private static Instant time(DataValue reading, Instant now) {
        DateTime source = reading.sourceTime();
        if (source != null && source.utcTime() > 0) {
            return source.getJavaInstant();
        }
        DateTime server = reading.serverTime();
        return server != null && server.utcTime() > 0 ? server.getJavaInstant() : now;
    }
}
