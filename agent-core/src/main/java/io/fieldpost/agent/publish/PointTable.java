package io.fieldpost.agent.publish;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The different points of one batch in the order of their first appearance, with the place of each row's point. No boxing. */
final class PointTable {
    private final List<Point> points = new ArrayList<>();
    private int[] slots = new int[64];
    private int[] rows = new int[64];

    /** Fills the table afresh. */
    void fill(List<Measurement> measurements) {
        points.clear();
        Arrays.fill(slots, 0);
        int count = measurements.size();
        if (rows.length < count) {
            rows = new int[count];
        }
        Point before = null;
        for (int i = 0; i < count; i++) {
            Point point = measurements.get(i).point();
            // A decoded batch has one object for each point, and its values often come in a row.
            rows[i] = point == before ? rows[i - 1] : indexOf(point);
            before = point;
        }
    }

    List<Point> points() {
        return points;
    }

    /** Place of row {@code i}'s point in {@link #points()}. */
    int row(int i) {
        return rows[i];
    }

    private int indexOf(Point point) {
        if (points.size() * 2 >= slots.length) {
            grow();
        }
        int slot = find(point);
        if (slots[slot] == 0) {
            points.add(point);
            slots[slot] = points.size();
        }
        return slots[slot] - 1;
    }

    private int find(Point point) {
        int mask = slots.length - 1;
        int hash = point.name().hashCode() * 31 + point.source().hashCode();
        int slot = (hash ^ (hash >>> 16)) & mask;
        while (slots[slot] != 0) {
            Point other = points.get(slots[slot] - 1);
            if (other == point || other.equals(point)) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        slots = new int[slots.length * 2];
        for (int i = 0; i < points.size(); i++) {
            slots[find(points.get(i))] = i + 1;
        }
    }
}
