package io.fieldpost.opcua.value;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import java.time.Instant;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;

/** DataValues (Part 4, 7.11) as measurements. Picoseconds are dropped: no clock that we meet is that good. */
public final class Readings {
    /** InfoType DataValue and its Overflow bit (Part 4, 7.39): the item's queue at the server has lost values. */
    private static final int INFO_TYPE_MASK = 0x0C00;

    private static final int INFO_TYPE_DATA_VALUE = 0x0400;
    private static final int OVERFLOW = 0x0080;

    private Readings() {}

    /**
     * The measurement of a value that was understood. A bad status carries no value, whatever the server sent beside it.
     *
     * @param historical whether the server had kept it, and was asked for it later
     */
    static Measurement of(Point point, Value value, DataValue reading, Instant now, boolean historical) {
        int status = status(reading);
        Quality quality = Quality.ofOpcUaStatus(status);
        Value told = quality.severity() == Quality.Severity.BAD ? Values.ABSENT : value;
        return new Measurement(point, told, quality, time(reading, now), now, status, historical);
    }

    /** The measurement of a value that could not be: {@code BAD_CONFIGURATION}, with the time of the value. */
    static Measurement unreadable(Point point, DataValue reading, Instant now, boolean historical) {
        Quality quality = Quality.BAD_CONFIGURATION;
        return new Measurement(
                point, Values.ABSENT, quality, time(reading, now), now, quality.opcUaStatus(), historical);
    }

    /** Whether the status is bad, so that there is no value to read. */
    static boolean isBad(DataValue reading) {
        return Quality.Severity.ofOpcUaStatus(status(reading)) == Quality.Severity.BAD;
    }

    /** Whether the server dropped values of this point before this one. */
    public static boolean overflowed(DataValue reading) {
        int status = status(reading);
        return (status & INFO_TYPE_MASK) == INFO_TYPE_DATA_VALUE && (status & OVERFLOW) != 0;
    }

    private static int status(DataValue reading) {
        return (int) reading.statusCode().getValue();
    }

    /** The source's time, else the server's, else ours. */
    private static Instant time(DataValue reading, Instant now) {
        Instant source = Values.clockTime(reading.sourceTime());
        if (source != null) {
            return source;
        }
        Instant server = Values.clockTime(reading.serverTime());
        return server == null ? now : server;
    }
}
