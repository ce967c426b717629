package io.fieldpost.agent.record;

import io.fieldpost.driver.Point;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers points by their objects, from 0 as they first come: arrays take the place of maps. A driver has one object for a point, and
 * its points mostly come in the order in which they came last: then one is found without a search, and without a look into it. Not
 * thread-safe.
 */
public final class PointNumbers {
    /** More are not remembered: a driver makes new objects for each connection, and has no more at a time. */
    private static final int MOST = 100_000;

    private static final int FIRST = 64;

    private @Nullable Point[] points = new Point[FIRST];
    /** Which came behind each of these when it came last. */
    private int[] next = new int[FIRST];
    /** Open addressing over numbers plus one; at most half full. */
    private int[] slots = new int[2 * FIRST];

    private int known;
    private int last;

    /**
     * The number of a point.
     *
     * @return {@link #count()} as it was before, when the object is new, and then it has been added
     */
    public int of(Point point) {
        if (points[last] == point) {
            return last;
        }
        int number = next[last];
        if (points[number] != point) {
            number = search(point);
            next[last] = number;
        }
        last = number;
        return number;
    }

    /** How many there are. */
    public int count() {
        return known;
    }

    /** Whether it is time to {@link #clear} this, and whatever goes by its numbers. */
    public boolean isFull() {
        return known >= MOST;
    }

    /** Forgets all of them. */
    public void clear() {
        Arrays.fill(points, null);
        Arrays.fill(next, 0);
        Arrays.fill(slots, 0);
        known = 0;
        last = 0;
    }

    private int search(Point point) {
        int slot = slotOf(point);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        if (known == points.length) {
            grow();
            slot = slotOf(point);
        }
        points[known] = point;
        slots[slot] = known + 1;
        return known++;
    }

    private int slotOf(Point point) {
        int hash = System.identityHashCode(point);
        int at = (hash ^ hash >>> 16) & slots.length - 1;
        while (slots[at] != 0 && points[slots[at] - 1] != point) {
            at = at + 1 & slots.length - 1;
        }
        return at;
    }

    private void grow() {
        int size = 2 * known;
        points = Arrays.copyOf(points, size);
        next = Arrays.copyOf(next, size);
        slots = new int[2 * size];
        for (int number = 0; number < known; number++) {
            slots[slotOf(points[number])] = number + 1;
        }
    }
}
