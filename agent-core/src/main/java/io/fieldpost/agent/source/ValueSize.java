package io.fieldpost.agent.source;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Value;

/** Tells a measurement that can't be kept from those that can, before anything of it is encoded; allocates nothing for a plain value. */
final class ValueSize {
    /** A value larger than this is lost: to encode it takes a multiple, and a gateway has less than 100 MB. */
    static final long MOST_BYTES = 8L << 20;
    /** As the encoding has it. */
    private static final int MOST_DEEP = 32;

    private static final int MOST_CHARACTERS_OF_A_POINT = 4096;
    private static final long NO_SIZE = 1L << 40;

    private ValueSize() {}

    /** Whether it is small enough, not nested too deep, without a field that is nothing, and of a point with words of some length. */
    static boolean canBeKept(Measurement measurement) {
        Point point = measurement.point();
        int words = point.source().length()
                + point.name().length()
                + point.address().length()
                + point.unit().length();
        return words <= MOST_CHARACTERS_OF_A_POINT && of(measurement.value(), 0) <= MOST_BYTES;
    }

    private static long of(Value value, int depth) {
        if (value instanceof Value.Real || value instanceof Value.Int) {
            return 8;
        } else if (value instanceof Value.Text text) {
            return text.value().length();
        } else if (value instanceof Value.Bytes bytes) {
            return bytes.value().length;
        } else if (value instanceof Value.Series series) {
            return 4L * series.values().length + of(series.conditions(), depth);
        } else if (value instanceof Value.Array array) {
            return elements(array, depth);
        } else if (value instanceof Value.Record record) {
            return fields(record, depth);
        }
        return value == null ? NO_SIZE : 1;
    }

    private static long elements(Value.Array array, int depth) {
        if (depth >= MOST_DEEP) {
            return NO_SIZE;
        }
        long bytes = 0;
        for (int i = 0; i < array.elements().size() && bytes <= MOST_BYTES; i++) {
            bytes += 1 + of(array.elements().get(i), depth + 1);
        }
        return bytes;
    }

    private static long fields(Value.Record record, int depth) {
        if (depth >= MOST_DEEP) {
            return NO_SIZE;
        }
        long bytes = 0;
        for (var field : record.fields().entrySet()) {
            bytes += field.getKey() == null ? NO_SIZE : 1 + field.getKey().length() + of(field.getValue(), depth + 1);
        }
        return bytes;
    }
}
