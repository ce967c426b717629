package io.fieldpost.agent.source;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Value;
import java.util.Map;

/** About how many bytes a measurement takes in memory; what bounds the queue beside the count. */
final class Weight {
    /** The record, its times and its place in the queue. */
    private static final int PLAIN = 64;

    /** A value and the reference to it. */
    private static final int ELEMENT = 24;

    private Weight() {}

    static long of(Measurement measurement) {
        return PLAIN + of(measurement.value());
    }

    private static long of(Value value) {
        if (value instanceof Value.Series series) {
            return 4L * series.values().length + of(series.conditions());
        } else if (value instanceof Value.Text text) {
            return 2L * text.value().length();
        } else if (value instanceof Value.Bytes bytes) {
            return bytes.value().length;
        } else if (value instanceof Value.Record record) {
            return of(record);
        } else if (value instanceof Value.Array array) {
            return of(array);
        }
        return 0;
    }

    private static long of(Value.Array array) {
        long sum = 0;
        for (Value element : array.elements()) {
            sum += ELEMENT + of(element);
        }
        return sum;
    }

    private static long of(Value.Record record) {
        long sum = 0;
        for (Map.Entry<String, Value> field : record.fields().entrySet()) {
            sum += PLAIN + 2L * field.getKey().length() + of(field.getValue());
        }
        return sum;
    }
}
