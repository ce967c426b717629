package io.fieldpost.agent.plugin.process;

import io.fieldpost.agent.record.ByteSource;
import io.fieldpost.agent.record.DamagedBatchException;
import io.fieldpost.driver.Point;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@link SentPoints} wrote; gives the very objects that were asked for, where they are equal. Not thread-safe. */
final class ReceivedPoints {
    private final Map<Point, Point> asked = new HashMap<>();
    private final List<Point> points = new ArrayList<>();

    ReceivedPoints(List<Point> asked) {
        asked.forEach(point -> this.asked.put(point, point));
    }

    Point read(ByteSource source) throws DamagedBatchException {
        long number = source.varint();
        if (number < 0 || number > points.size()) {
            throw source.damaged("point " + Long.toUnsignedString(number) + " of " + points.size());
        }
        if (number < points.size()) {
            return points.get((int) number);
        }
        if (number == SentPoints.MOST) {
            points.clear();
        }
        Point point = Fields.point(source);
        Point known = asked.getOrDefault(point, point);
        points.add(known);
        return known;
    }
}
