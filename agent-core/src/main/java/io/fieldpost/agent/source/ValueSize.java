package io.fieldpost.agent.source;

import io.fieldpost.driver.Value;

/** About how many bytes a value takes; allocates nothing. */
final class ValueSize {
    /** What is nested deeper than this is refused where it is encoded, and not looked into here. */
    private static final int MOST_DEEP = 40;

    private ValueSize() {}

    static long of(Value value) {
        return of(value, 0);
    }

    private static long of(Value value, int depth) {
        if (value instanceof Value.Text text) {
            return text.value().length();
        } else if (value instanceof Value.Bytes bytes) {
            return bytes.value().length;
        } else if (value instanceof Value.Series series) {
            return 4L * series.values().length;
        } else if (depth > MOST_DEEP) {
            return 0;
        } else if (value instanceof Value.Array array) {
            long bytes = 0;
            for (int i = 0; i < array.elements().size(); i++) {
                bytes += 1 + of(array.elements().get(i), depth + 1);
            }
            return bytes;
        } else if (value instanceof Value.Record record) {
            long bytes = 0;
            for (var field : record.fields().entrySet()) {
                bytes += 1 + field.getKey().length() + of(field.getValue(), depth + 1);
            }
            return bytes;
        }
        return 8;
    }
}
