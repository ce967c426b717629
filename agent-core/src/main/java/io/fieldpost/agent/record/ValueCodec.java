package io.fieldpost.agent.record;

import io.fieldpost.driver.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values of one batch as bytes and back. A kind is a number below 16 that stands in the row, or before a field of a record. */
final class ValueCodec {
    /** Deeper nesting is refused both ways, so that no bytes can exhaust the stack. */
    static final int MAX_DEPTH = 32;

    static final int ABSENT = 0;
    static final int FALSE = 1;
    static final int TRUE = 2;
    static final int INT = 3;
    static final int REAL = 4;
    /** A real number that binary32 holds exactly, as most that come from a controller. */
    static final int SHORT_REAL = 5;

    static final int TEXT = 6;
    private static final int BYTES = 7;
    private static final int SERIES = 8;
    private static final int RECORD = 9;
    private static final int ARRAY = 10;
    /** A series of whole tenths: no batch of version 2 has one. */
    private static final int TENTHS = 11;

    private final StringTable strings;
    private boolean anyTenths;

    ValueCodec(StringTable strings) {
        this.strings = strings;
    }

    /** The lowest version of a batch that may hold what was written since {@link #clear}. */
    int version() {
        return anyTenths ? BatchCodec.LATER_VERSION : BatchCodec.VERSION;
    }

    /** Begins another batch. */
    void clear() {
        anyTenths = false;
    }

    int kind(Value value) {
        if (value instanceof Value.Real real) {
            return isShort(real.value()) ? SHORT_REAL : REAL;
        } else if (value instanceof Value.Int) {
            return INT;
        } else if (value instanceof Value.Bool bool) {
            return bool.value() ? TRUE : FALSE;
        } else if (value instanceof Value.Text) {
            return TEXT;
        } else if (value instanceof Value.Series series) {
            return Tenths.fit(series.values()) ? TENTHS : SERIES;
        } else if (value instanceof Value.Record) {
            return RECORD;
        } else if (value instanceof Value.Array) {
            return ARRAY;
        }
        return value instanceof Value.Bytes ? BYTES : ABSENT;
    }

    /**
     * Checks, before the first byte is written, that a value can be written.
     *
     * @throws IllegalArgumentException when it is nested deeper than {@link #MAX_DEPTH}
     */
    void check(Value value) {
        check(value, 0);
    }

    private static void check(Value value, int depth) {
        if (value instanceof Value.Series series) {
            check(series.conditions(), depth);
        } else if (value instanceof Value.Record fields) {
            checkDepth(depth);
            fields.fields().values().forEach(field -> check(field, depth + 1));
        } else if (value instanceof Value.Array array) {
            checkDepth(depth);
            array.elements().forEach(element -> check(element, depth + 1));
        }
    }

    private static void checkDepth(int depth) {
        if (depth >= MAX_DEPTH) {
            throw new IllegalArgumentException("a value nested deeper than " + MAX_DEPTH + " levels can't be stored");
        }
    }

    void write(ByteSink sink, Value value) {
        if (value instanceof Value.Real real) {
            writeReal(sink, real.value());
        } else if (value instanceof Value.Int whole) {
            sink.zigzag(whole.value());
        } else if (value instanceof Value.Text text) {
            sink.text(text.value());
        } else if (value instanceof Value.Bytes bytes) {
            sink.bytes(bytes.value());
        } else if (value instanceof Value.Series series) {
            writeSeries(sink, series);
        } else if (value instanceof Value.Record fields) {
            writeRecord(sink, fields);
        } else if (value instanceof Value.Array array) {
            writeArray(sink, array);
        }
    }

    static Value read(ByteSource source, TextTable texts, int kind, int depth) throws DamagedBatchException {
        return switch (kind) {
            case ABSENT -> new Value.Absent();
            case FALSE -> new Value.Bool(false);
            case TRUE -> new Value.Bool(true);
            case INT -> new Value.Int(source.zigzag());
            case REAL -> new Value.Real(Double.longBitsToDouble(source.i64()));
            case SHORT_REAL -> new Value.Real(Float.intBitsToFloat(source.i32()));
            case TEXT -> new Value.Text(source.string());
            case BYTES -> new Value.Bytes(source.bytes());
            case SERIES, TENTHS -> readSeries(source, texts, kind, depth);
            case RECORD -> readRecord(source, texts, depth);
            case ARRAY -> readArray(source, texts, depth);
            default -> throw source.damaged("value kind " + kind);
        };
    }

    private static boolean isShort(double value) {
        return Double.doubleToRawLongBits((float) value) == Double.doubleToRawLongBits(value);
    }

    private static void writeReal(ByteSink sink, double value) {
        if (isShort(value)) {
            sink.i32(Float.floatToRawIntBits((float) value));
        } else {
            sink.i64(Double.doubleToRawLongBits(value));
        }
    }

    private void writeSeries(ByteSink sink, Value.Series series) {
        sink.i64(Double.doubleToRawLongBits(series.start()));
        sink.i64(Double.doubleToRawLongBits(series.step()));
        strings.write(sink, series.axisUnit());
        if (Tenths.fit(series.values())) {
            Tenths.write(sink, series.values());
            anyTenths = true;
        } else {
            sink.floats(series.values());
        }
        writeRecord(sink, series.conditions());
    }

    private static Value.Series readSeries(ByteSource source, TextTable texts, int kind, int depth)
            throws DamagedBatchException {
        double start = Double.longBitsToDouble(source.i64());
        double step = Double.longBitsToDouble(source.i64());
        String axisUnit = texts.string(texts.read(source));
        float[] values = kind == TENTHS ? Tenths.read(source) : source.floats();
        return new Value.Series(start, step, axisUnit, values, readRecord(source, texts, depth));
    }

    private void writeArray(ByteSink sink, Value.Array array) {
        sink.varint(array.elements().size());
        for (Value element : array.elements()) {
            sink.u8(kind(element));
            write(sink, element);
        }
    }

    private static Value.Array readArray(ByteSource source, TextTable texts, int depth) throws DamagedBatchException {
        if (depth >= MAX_DEPTH) {
            throw source.damaged("values nested deeper than " + MAX_DEPTH);
        }
        int count = source.count(1);
        List<Value> elements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            elements.add(read(source, texts, source.u8(), depth + 1));
        }
        return new Value.Array(elements);
    }

    private void writeRecord(ByteSink sink, Value.Record fields) {
        sink.varint(fields.fields().size());
        for (Map.Entry<String, Value> field : fields.fields().entrySet()) {
            strings.write(sink, field.getKey());
            sink.u8(kind(field.getValue()));
            write(sink, field.getValue());
        }
    }

    private static Value.Record readRecord(ByteSource source, TextTable texts, int depth) throws DamagedBatchException {
        if (depth >= MAX_DEPTH) {
            throw source.damaged("values nested deeper than " + MAX_DEPTH);
        }
        int count = source.count(2);
        Map<String, Value> fields = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String name = texts.string(texts.read(source));
            if (fields.put(name, read(source, texts, source.u8(), depth + 1)) != null) {
                throw source.damaged("the field " + name + " twice");
            }
        }
        return new Value.Record(fields);
    }
}
