package io.fieldpost.agent.record;

import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
        ValueType.EVENT
    };

    private List<Point> points = new ArrayList<>();
    private final StringTable strings;
    /** The points of the batch before. */
    private List<Point> before = new ArrayList<>();
    /** Whether the points so far are the first ones of the batch before: then one that comes where it came is not among them. */
    private boolean repeats = true;
    /**
     * Filled once the points no longer repeat: open addressing over point numbers plus one, so that no number is boxed. Found by
     * the object alone, which saves the way to its texts: an equal point in another object is one more entry.
     */
    private int[] slots = new int[64];

    PointTable(StringTable strings) {
        this.strings = strings;
    }

    int size() {
        return points.size();
    }

    /**
     * The number of a point; {@link #size()} as it was before, when it is new, and then it has been added.
     *
     * @param before number of the point of the row before, -1 at the begin
     */
    int numberOf(int before, Point point) {
        // The same point again, or a list that is read in its order: what comes most.
        if (isAt(before, point)) {
            return before;
        }
        return isAt(before + 1, point) ? before + 1 : numberOf(point);
    }

    private boolean isAt(int number, Point point) {
        return number >= 0 && number < points.size() && points.get(number) == point;
    }

    private int numberOf(Point point) {
        int number = points.size();
        if (repeats && number < before.size() && before.get(number) == point) {
            points.add(point);
            return number;
        }
        if (repeats) {
            repeats = false;
            index();
        }
        int at = slotOf(point);
        if (slots[at] != 0) {
            return slots[at] - 1;
        }
        points.add(point);
        slots[at] = points.size();
        if (points.size() * 2 > slots.length) {
            index();
        }
        return number;
    }

    /** Begins afresh. */
    void clear() {
        List<Point> empty = before;
        empty.clear();
        before = points;
        points = empty;
        repeats = true;
    }

    void write(ByteSink sink, Point point) {
        strings.write(sink, point.source());
        strings.writeOnce(sink, point.name());
        strings.write(sink, point.unit());
        sink.u8(code(point.type()));
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
        };
    }

    private int slotOf(Point point) {
        int hash = System.identityHashCode(point);
        int at = (hash ^ hash >>> 16) & slots.length - 1;
        while (slots[at] != 0 && points.get(slots[at] - 1) != point) {
            at = at + 1 & slots.length - 1;
        }
        return at;
    }

    /** Makes the table of slots anew, at most half full. */
    private void index() {
        int size = slots.length;
        while (points.size() * 2 > size) {
            size *= 2;
        }
        if (size > slots.length) {
            slots = new int[size];
        } else {
            Arrays.fill(slots, 0);
        }
        for (int number = 0; number < points.size(); number++) {
            slots[slotOf(points.get(number))] = number + 1;
        }
    }
}
