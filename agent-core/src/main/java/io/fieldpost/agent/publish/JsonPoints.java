package io.fieldpost.agent.publish;

import io.fieldpost.agent.record.BatchColumns;
import io.fieldpost.driver.ValueType;
import java.util.Arrays;
import java.util.Locale;

/** Writes the points of a batch as the JSON profile has them: an array of objects. Not thread-safe. */
final class JsonPoints {
    private static final byte[] SOURCE = JsonWriter.ascii("{\"source\":");
    private static final byte[] NAME = JsonWriter.ascii(",\"name\":");
    /** What stands between name and unit, by the number of the type. */
    private static final byte[][] TYPES = Arrays.stream(ValueType.values())
            .map(type -> ",\"type\":\"" + type.name().toLowerCase(Locale.ROOT) + "\",\"unit\":")
            .map(JsonWriter::ascii)
            .toArray(byte[][]::new);

    private final JsonWriter out;
    // Where the last point has what comes before its name, and what comes after.
    private int begin;
    private int beginLength;
    private int end;
    private int endLength;

    JsonPoints(JsonWriter out) {
        this.out = out;
    }

    void write(BatchColumns batch) {
        out.raw('[');
        for (int point = 0; point < batch.points(); point++) {
            if (point > 0) {
                out.raw(',');
            }
            begin(batch, point);
            batch.name(point, out);
            end(batch, point);
        }
        out.raw(']');
    }

    /** Most points have the source of the one before, and what is before their names is the same. */
    private void begin(BatchColumns batch, int point) {
        int at = out.length();
        if (point > 0 && batch.hasSourceOf(point, point - 1)) {
            out.again(begin, beginLength);
        } else {
            out.raw(SOURCE);
            batch.source(point, out);
            out.raw(NAME);
            beginLength = out.length() - at;
        }
        begin = at;
    }

    private void end(BatchColumns batch, int point) {
        int at = out.length();
        if (point > 0 && batch.hasTypeAndUnitOf(point, point - 1)) {
            out.again(end, endLength);
        } else {
            out.raw(TYPES[batch.type(point).ordinal()]);
            batch.unit(point, out);
            out.raw('}');
            endLength = out.length() - at;
        }
        end = at;
    }
}
