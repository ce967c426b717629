package io.fieldpost.agent.record;

import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import java.util.Arrays;

/**
 * The points of one batch, numbered from 0 as they first appear; a number one above the highest announces a new one. {@link PointColumns} reads
 * them.
 */
final class PointTable {
    /** Stands for {@link ValueType} on disk, by position; only ever appended to. */
    private static final ValueType[] TYPES = {
        ValueType.ANY,
        ValueType.BOOL,
        ValueType.INT,
        ValueType.REAL,
        ValueType.TEXT,
        ValueType.BYTES,
        ValueType.SERIES,
        ValueType.RECORD,
        ValueType.ARRAY,
        ValueType.EVENT,
        ValueType.FILE
    };

    /** No batch of version 2 has it. */
    private static final int FILE = 10;

    private final StringTable strings;
    private final PointNumbers objects = new PointNumbers();
    /** By the object: the batch in which it came last, and its number there. */
    private int[] batches = new int[64];

    private int[] numbers = new int[64];
    private int batch = 1;
    private int size;
    private boolean anyFile;

    PointTable(StringTable strings) {
        this.strings = strings;
    }

    int size() {
        return size;
    }

    /**
     * The number of a point; {@link #size()} as it was before, when it is new, and then it has been added. It is found by the object
     * alone: an equal point in another object is one more.
     */
    int numberOf(Point point) {
        int object = objects.of(point);
        if (object == batches.length) {
            batches = Arrays.copyOf(batches, 2 * object);
            numbers = Arrays.copyOf(numbers, 2 * object);
        }
        if (batches[object] != batch) {
            batches[object] = batch;
            numbers[object] = size++;
        }
        return numbers[object];
    }

    /** Begins afresh. */
    void clear() {
        size = 0;
        anyFile = false;
        batch++;
        if (objects.isFull() || batch == Integer.MAX_VALUE) {
            objects.clear();
            Arrays.fill(batches, 0);
            batch = 1;
        }
    }

    void write(ByteSink sink, Point point) {
        strings.write(sink, point.source());
        strings.writeOnce(sink, point.name());
        strings.write(sink, point.unit());
        sink.u8(code(point.type()));
        anyFile |= point.type() == ValueType.FILE;
    }

    /** The lowest version of a batch that may hold the points that were written since {@link #clear}. */
    int version() {
        return anyFile ? BatchCodec.LATER_VERSION : BatchCodec.VERSION;
    }

    static boolean isType(int code) {
        return code < TYPES.length;
    }

    /** The type that a code stands for, {@link #isType} of which is true. */
    static ValueType type(int code) {
        return TYPES[code];
    }

    private static int code(ValueType type) {
        return switch (type) {
            case ANY -> 0;
            case BOOL -> 1;
            case INT -> 2;
            case REAL -> 3;
            case TEXT -> 4;
            case BYTES -> 5;
            case SERIES -> 6;
            case RECORD -> 7;
            case ARRAY -> 8;
            case EVENT -> 9;
            case FILE -> FILE;
        };
    }
}
