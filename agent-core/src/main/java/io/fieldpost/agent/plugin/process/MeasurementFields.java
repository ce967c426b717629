package io.fieldpost.agent.plugin.process;

import io.fieldpost.agent.record.ByteSink;
import io.fieldpost.agent.record.ByteSource;
import io.fieldpost.agent.record.DamagedBatchException;
import io.fieldpost.agent.record.ValueBytes;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import java.time.Instant;

/** Measurements without their points, which travel more briefly. Not thread-safe. */
final class MeasurementFields {
    private static final Quality[] QUALITIES = Quality.values();
    private static final int HISTORICAL = 1;
    private static final int SOURCE_IS_RECEIVED = 2;
    /** The status says what the quality says. */
    private static final int PLAIN_STATUS = 4;

    private final ValueBytes values = new ValueBytes();

    /** Writes all but the point; an {@link IllegalArgumentException} when the value is nested too deep. */
    void write(ByteSink sink, Measurement measurement) {
        boolean sourceIsReceived = measurement.sourceTime().equals(measurement.receivedTime());
        boolean plain = measurement.statusCode() == measurement.quality().opcUaStatus();
        sink.u8((measurement.historical() ? HISTORICAL : 0)
                | (sourceIsReceived ? SOURCE_IS_RECEIVED : 0)
                | (plain ? PLAIN_STATUS : 0));
        sink.u8(measurement.quality().ordinal());
        if (!plain) {
            sink.i32(measurement.statusCode());
        }
        Fields.instant(sink, measurement.receivedTime());
        if (!sourceIsReceived) {
            Fields.instant(sink, measurement.sourceTime());
        }
        values.write(sink, measurement.value());
    }

    Measurement read(ByteSource source, Point point) throws DamagedBatchException {
        int flags = source.u8();
        Quality quality = Fields.choice(source, QUALITIES);
        int status = (flags & PLAIN_STATUS) == 0 ? source.i32() : quality.opcUaStatus();
        Instant received = Fields.instant(source);
        Instant told = (flags & SOURCE_IS_RECEIVED) == 0 ? Fields.instant(source) : received;
        Value value = values.read(source);
        try {
            return new Measurement(point, value, quality, told, received, status, (flags & HISTORICAL) != 0);
        } catch (IllegalArgumentException e) {
            throw source.damaged(String.valueOf(e.getMessage()));
        }
    }

    void write(ByteSink sink, Value value) {
        values.write(sink, value);
    }

    Value readValue(ByteSource source) throws DamagedBatchException {
        return values.read(source);
    }
}
