package io.fieldpost.agent.source;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest measurement of each point, for the status page; the first points seen, up to a bound. Not safe for threads.
 *
 * <p>Points usually come in the same order again, as the same objects: then the next one is found without a look at it.
 */
final class LatestValues {
    /** More objects are not remembered: a driver makes new ones for each connection, and has no more. */
    private static final int MOST_OBJECTS = 100_000;

    private final int most;
    private final Map<String, Place> places = new HashMap<>();
    private final List<Place> inOrder = new ArrayList<>();

    /** Open addressing over numbers of points plus one, by the object; at most half full. */
    private int[] slots = new int[128];

    private @Nullable Point[] points = new Point[64];
    /** Of each of these points; nothing for one beyond the bound. */
    private @Nullable Place[] placesOfPoints = new Place[64];

    private int known;
    private int last;

    private static final class Place {
        private Measurement newest;

        private Place(Measurement first) {
            newest = first;
        }
    }

    LatestValues(int most) {
        this.most = most;
    }

    void note(Measurement measurement) {
        Point point = measurement.point();
        int next = last + 1 < known ? last + 1 : 0;
        if (points[next] != point) {
            int slot = slotOf(point);
            next = slots[slot] == 0 ? add(measurement) : slots[slot] - 1;
        }
        last = next;
        Place place = placesOfPoints[next];
        if (place != null) {
            place.newest = measurement;
        }
    }

    private int slotOf(Point point) {
        int hash = System.identityHashCode(point);
        int at = (hash ^ hash >>> 16) & slots.length - 1;
        while (slots[at] != 0 && points[slots[at] - 1] != point) {
            at = at + 1 & slots.length - 1;
        }
        return at;
    }

    private int add(Measurement measurement) {
        if (known == MOST_OBJECTS) {
            known = 0;
            Arrays.fill(slots, 0);
        } else if (known == points.length) {
            grow();
        }
        Point point = measurement.point();
        points[known] = point;
        placesOfPoints[known] = placeOf(measurement);
        slots[slotOf(point)] = known + 1;
        return known++;
    }

    private void grow() {
        points = Arrays.copyOf(points, known * 2);
        placesOfPoints = Arrays.copyOf(placesOfPoints, known * 2);
        slots = new int[points.length * 2];
        for (int number = 0; number < known; number++) {
            slots[slotOf(points[number])] = number + 1;
        }
    }

    private @Nullable Place placeOf(Measurement measurement) {
        String name = measurement.point().name();
        Place place = places.get(name);
        if (place == null && inOrder.size() < most) {
            place = new Place(measurement);
            places.put(name, place);
            inOrder.add(place);
        }
        return place;
    }

    List<Measurement> snapshot() {
        return inOrder.stream().map(place -> place.newest).toList();
    }
}
