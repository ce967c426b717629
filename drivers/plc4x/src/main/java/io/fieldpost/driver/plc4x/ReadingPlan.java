package io.fieldpost.driver.plc4x;

import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.plc4x.java.api.model.PlcTag;

/**
 * Which addresses are asked for together. Each stands once, however many points share it: PLC4X 0.13.1 loses all but one of two tags that are equal.
 */
final class ReadingPlan {
    private final List<Point> points;
    private final Map<String, Answer> refused = new LinkedHashMap<>();
    private List<Group> groups = new ArrayList<>();

    ReadingPlan(List<Point> points, Family family, int most) {
        this.points = List.copyOf(points);
        Map<String, PlcTag> tags = new LinkedHashMap<>();
        for (Point point : points) {
            try {
                tags.put(point.address(), Addresses.parse(family, point.address()));
            } catch (AddressException e) {
                refused.put(point.address(), Answer.bad(Quality.BAD_CONFIGURATION, e.complaint()));
            }
        }
        Map<String, PlcTag> next = new LinkedHashMap<>();
        for (Map.Entry<String, PlcTag> each : tags.entrySet()) {
            next.put(each.getKey(), each.getValue());
            if (next.size() == most) {
                groups.add(new Group(next));
                next = new LinkedHashMap<>();
            }
        }
        if (!next.isEmpty()) {
            groups.add(new Group(next));
        }
    }

    List<Point> points() {
        return points;
    }

    /** Addresses that are none, with the reason. */
    Map<String, Answer> refused() {
        return refused;
    }

    List<Group> groups() {
        return groups;
    }

    void regroup(List<Group> groups) {
        this.groups = groups;
    }
}
