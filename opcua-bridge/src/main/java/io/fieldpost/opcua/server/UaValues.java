package io.fieldpost.opcua.server;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.time.Instant;
import java.util.Map;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;

/**
 * Values as OPC UA's built-in types.
 *
 * <table><caption>What becomes what</caption>
 * <tr><td>Bool</td><td>Boolean</td></tr>
 * <tr><td>Int</td><td>Int64</td></tr>
 * <tr><td>Real</td><td>Double</td></tr>
 * <tr><td>Text</td><td>String</td></tr>
 * <tr><td>Bytes</td><td>ByteString</td></tr>
 * <tr><td>Series</td><td>array of Float</td></tr>
 * <tr><td>Record</td><td>String, a JSON object</td></tr>
 * <tr><td>Absent</td><td>null</td></tr>
 * </table>
 */
final class UaValues {
    /** 1601-01-01 to 9999-12-31, what a DateTime can tell (Part 6, 5.2.2.5). */
    private static final Instant EARLIEST = Instant.parse("1601-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private static final Map<ValueType, NodeId> DATA_TYPES = Map.of(
            ValueType.BOOL, NodeIds.Boolean,
            ValueType.INT, NodeIds.Int64,
            ValueType.REAL, NodeIds.Double,
            ValueType.TEXT, NodeIds.String,
            ValueType.BYTES, NodeIds.ByteString,
            ValueType.SERIES, NodeIds.Float,
            ValueType.RECORD, NodeIds.String,
            ValueType.ANY, NodeIds.BaseDataType);

    private UaValues() {}

    /** The DataType attribute of a variable whose values are of a type. */
    static NodeId dataType(ValueType type) {
        return DATA_TYPES.getOrDefault(type, NodeIds.BaseDataType);
    }

    /** What a value is; {@link ValueType#ANY} for none. */
    static ValueType typeOf(Value value) {
        if (value instanceof Value.Real) {
            return ValueType.REAL;
        } else if (value instanceof Value.Int) {
            return ValueType.INT;
        } else if (value instanceof Value.Bool) {
            return ValueType.BOOL;
        } else if (value instanceof Value.Text) {
            return ValueType.TEXT;
        } else if (value instanceof Value.Bytes) {
            return ValueType.BYTES;
        } else if (value instanceof Value.Series) {
            return ValueType.SERIES;
        }
        return value instanceof Value.Record ? ValueType.RECORD : ValueType.ANY;
    }

    /** A measurement with its status and both of its times: the source's, and as server's time that of arrival. */
    static DataValue of(Measurement measurement) {
        return new DataValue(
                variant(measurement.value()),
                new StatusCode(measurement.statusCode()),
                time(measurement.sourceTime()),
                time(measurement.receivedTime()));
    }

    /** The same with the times that a client wants. */
    static DataValue stamped(DataValue value, TimestampsToReturn wanted) {
        boolean source = wanted == TimestampsToReturn.Source || wanted == TimestampsToReturn.Both;
        boolean server = wanted == TimestampsToReturn.Server || wanted == TimestampsToReturn.Both;
        return new DataValue(
                value.getValue(),
                value.getStatusCode(),
                source ? value.getSourceTime() : null,
                server ? value.getServerTime() : null);
    }

    static DateTime time(Instant time) {
        return new DateTime(time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(LATEST) ? LATEST : time);
    }

    static Variant variant(Value value) {
        if (value instanceof Value.Real real) {
            return Variant.ofDouble(real.value());
        } else if (value instanceof Value.Int number) {
            return Variant.ofInt64(number.value());
        } else if (value instanceof Value.Bool bool) {
            return Variant.ofBoolean(bool.value());
        } else if (value instanceof Value.Text text) {
            return Variant.ofString(text.value());
        } else if (value instanceof Value.Bytes bytes) {
            return Variant.ofByteString(ByteString.of(bytes.value()));
        } else if (value instanceof Value.Series series) {
            return Variant.ofFloatArray(boxed(series.values()));
        } else if (value instanceof Value.Record record) {
            return Variant.ofString(RecordText.of(record));
        }
        return Variant.NULL_VALUE;
    }

    private static Float[] boxed(float[] values) {
        Float[] boxed = new Float[values.length];
        for (int i = 0; i < values.length; i++) {
            boxed[i] = values[i];
        }
        return boxed;
    }
}
