package io.fieldpost.opcua.value;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import java.time.Instant;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.jspecify.annotations.Nullable;

/**
 * A DataValue (Part 4, 7.11) on its way to a measurement. All values of a notification are told with the same object, which is another
 * value afterwards: a number then needs no objects for itself, its Variant, status and times. Picoseconds are dropped: no clock that we
 * meet is that good. One thread at a time.
 */
public final class Reading {
    /** InfoType DataValue and its Overflow bit (Part 4, 7.39): the item's queue at the server has lost values. */
    private static final int INFO_TYPE_MASK = 0x0C00;

    private static final int INFO_TYPE_DATA_VALUE = 0x0400;
    private static final int OVERFLOW = 0x0080;
    private static final long UNSIGNED = 0xFFFF_FFFFL;

    /** What a number or Boolean is, {@link Scalar#NONE} when the whole value is there. */
    private Scalar scalar = Scalar.NONE;
    /** A whole number, the bits of a binary64, or 0 and 1. */
    private long bits;

    private @Nullable DataValue whole;
    private int status;
    private long sourceTicks;
    private long serverTicks;

    /** Built-in types (Part 6, 5.1.2) of one value, that need no more than a long. */
    enum Scalar {
        NONE,
        BOOLEAN,
        INT16,
        UINT16,
        INT32,
        UINT32,
        INT64,
        FLOAT,
        DOUBLE
    }

    Reading() {}

    /** The reading of a value that is there as a whole. */
    public static Reading of(DataValue value) {
        Reading made = new Reading();
        made.set(value);
        return made;
    }

    void set(DataValue value) {
        scalar = Scalar.NONE;
        whole = value;
        status = (int) value.statusCode().getValue();
        sourceTicks = ticks(value.sourceTime());
        serverTicks = ticks(value.serverTime());
    }

    /** @param ticks of the source and of the server, as {@link #sourceTicks} says them */
    void set(Scalar type, long content, int statusCode, long ticks, long ticksOfServer) {
        scalar = type;
        bits = content;
        whole = null;
        status = statusCode;
        sourceTicks = ticks;
        serverTicks = ticksOfServer;
    }

    private static long ticks(@Nullable DateTime time) {
        return time == null ? 0 : time.utcTime();
    }

    /** Its status, all 32 bits. */
    public int status() {
        return status;
    }

    /** Whether the status is bad, so that there is no value to read. */
    public boolean isBad() {
        return Quality.Severity.ofOpcUaStatus(status) == Quality.Severity.BAD;
    }

    /** Whether the server dropped values of this point before this one. */
    public boolean overflowed() {
        return (status & INFO_TYPE_MASK) == INFO_TYPE_DATA_VALUE && (status & OVERFLOW) != 0;
    }

    /** Source time in units of 100 ns since 1601; 0 when it is not told. */
    public long sourceTicks() {
        return sourceTicks;
    }

    /** Server time in units of 100 ns since 1601; 0 when it is not told. */
    public long serverTicks() {
        return serverTicks;
    }

    /** Whether the value is one number of any type. */
    public boolean isNumber() {
        return scalar == Scalar.NONE ? content() instanceof Number : scalar != Scalar.BOOLEAN;
    }

    /** The number as a binary64, rounded; only when it {@link #isNumber}. */
    public double number() {
        return switch (scalar) {
            case NONE -> content() instanceof Number number ? number.doubleValue() : 0;
            case FLOAT, DOUBLE -> Double.longBitsToDouble(bits);
            default -> bits;
        };
    }

    /** What the Variant holds, as Milo decodes it. */
    public @Nullable Object content() {
        return switch (scalar) {
            case NONE -> whole == null ? null : whole.value().value();
            case BOOLEAN -> bits != 0;
            case INT16 -> (short) bits;
            case UINT16 -> UShort.valueOf((int) bits);
            case INT32 -> (int) bits;
            case UINT32 -> UInteger.valueOf(bits);
            case INT64 -> bits;
            case FLOAT -> (float) Double.longBitsToDouble(bits);
            case DOUBLE -> Double.longBitsToDouble(bits);
        };
    }

    /** All of it, to be kept. */
    public DataValue dataValue() {
        DataValue kept = whole;
        return kept != null
                ? kept
                : new DataValue(
                        new Variant(content()),
                        status == 0 ? StatusCode.GOOD : new StatusCode(status & UNSIGNED),
                        time(sourceTicks),
                        null,
                        time(serverTicks),
                        null);
    }

    private static DateTime time(long ticks) {
        return ticks == 0 ? DateTime.MIN_VALUE : new DateTime(ticks);
    }

    /** What it is; null unless it is a number or Boolean that hangs on no type. */
    Scalar scalar() {
        return scalar;
    }

    /** The value of a {@link #scalar} other than none. */
    Value scalarValue() {
        return switch (scalar) {
            case BOOLEAN -> Values.bool(bits != 0);
            case FLOAT, DOUBLE -> new Value.Real(Double.longBitsToDouble(bits));
            default -> new Value.Int(bits);
        };
    }

    /**
     * The measurement of a value that was understood. A bad status carries no value, whatever the server sent beside it.
     *
     * @param historical whether the server had kept it, and was asked for it later
     */
    Measurement measurement(Point point, Value value, Instant now, boolean historical) {
        Quality quality = Quality.ofOpcUaStatus(status);
        Value told = quality.severity() == Quality.Severity.BAD ? Values.ABSENT : value;
        return new Measurement(point, told, quality, time(now), now, status, historical);
    }

    /** The measurement of a value that could not be: {@code BAD_CONFIGURATION}, with the time of the value. */
    Measurement unreadable(Point point, Instant now, boolean historical) {
        Quality quality = Quality.BAD_CONFIGURATION;
        return new Measurement(point, Values.ABSENT, quality, time(now), now, quality.opcUaStatus(), historical);
    }

    /** The source's time, else the server's, else ours. */
    private Instant time(Instant now) {
        Instant source = Values.clockTime(sourceTicks);
        if (source != null) {
            return source;
        }
        Instant server = Values.clockTime(serverTicks);
        return server == null ? now : server;
    }
}
