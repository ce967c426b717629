package io.fieldpost.agent.source;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The newest measurement of each point, for the status page; the first points seen, up to a bound. Not safe for threads. */
final class LatestValues {
    /** A power of two. Drivers use the same object for a point each time, which is looked for here before its name is. */
    private static final int RECENT = 4096;

    private final int most;
    private final Map<String, Place> places = new HashMap<>();
    private final List<Place> inOrder = new ArrayList<>();
    private final @Nullable Point[] points = new Point[RECENT];
    private final @Nullable Place[] placesOfPoints = new Place[RECENT];

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
        int hash = System.identityHashCode(point);
        int at = (hash ^ hash >>> 12) & RECENT - 1;
        if (points[at] != point) {
            points[at] = point;
            placesOfPoints[at] = placeOf(measurement);
        }
        Place place = placesOfPoints[at];
        if (place != null) {
            place.newest = measurement;
        }
    }

    /** Nothing for a point beyond the bound. */
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
