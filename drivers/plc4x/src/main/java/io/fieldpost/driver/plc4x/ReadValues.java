package io.fieldpost.driver.plc4x;

import io.fieldpost.driver.Value;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.plc4x.java.api.value.PlcValue;
import org.jspecify.annotations.Nullable;

/**
 * Values of a controller (IEC 61131-3, 6.4.2) as measured ones; the README has the table. Numbers keep every digit: what no signed number of 64
 * bits holds becomes text, as it does for OPC UA.
 */
final class ReadValues {
    private static final double NANOSECONDS = 1e9;

    private ReadValues() {}

    /** What a value is; {@link Value.Absent} for none. */
    static Value of(@Nullable PlcValue read) {
        if (read == null) {
            return new Value.Absent();
        }
        return switch (read.getPlcValueType()) {
            case NULL -> new Value.Absent();
            case BOOL -> new Value.Bool(read.getBoolean());
            case BYTE, WORD, DWORD, LWORD, USINT, UINT, UDINT, ULINT, SINT, INT, DINT, LINT ->
                whole(read.getBigInteger());
            case REAL -> new Value.Real(read.getFloat());
            case LREAL -> new Value.Real(read.getDouble());
            case CHAR, WCHAR, STRING, WSTRING -> new Value.Text(read.getString());
            case TIME, LTIME -> seconds(read.getDuration());
            case DATE, LDATE -> new Value.Text(read.getDate().toString());
            case TIME_OF_DAY, LTIME_OF_DAY -> new Value.Text(read.getTime().toString());
            case DATE_AND_TIME, DATE_AND_LTIME, LDATE_AND_TIME ->
                new Value.Text(read.getDateTime().toString());
            case Struct -> record(read.getStruct());
            case List -> array(read.getList());
            case RAW_BYTE_ARRAY -> new Value.Bytes(read.getRaw());
        };
    }

    private static Value whole(BigInteger number) {
        return number.bitLength() < Long.SIZE ? new Value.Int(number.longValue()) : new Value.Text(number.toString());
    }

    private static Value seconds(Duration duration) {
        return new Value.Real(duration.getSeconds() + duration.getNano() / NANOSECONDS);
    }

    private static Value array(List<? extends PlcValue> elements) {
        List<Value> values = new ArrayList<>();
        for (PlcValue each : elements) {
            values.add(of(each));
        }
        return new Value.Array(values);
    }

    private static Value record(Map<String, ? extends PlcValue> fields) {
        Map<String, Value> values = new LinkedHashMap<>();
        fields.forEach((name, each) -> values.put(name, of(each)));
        return new Value.Record(values);
    }
}
