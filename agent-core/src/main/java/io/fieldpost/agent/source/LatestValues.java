package io.fieldpost.agent.source;

import io.fieldpost.agent.record.PointNumbers;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The newest measurement of each point, for the status page; the first points seen, up to a bound. Not safe for threads. */
final class LatestValues {
    private final int most;
    private final Map<String, Place> places = new HashMap<>();
    private final List<Place> inOrder = new ArrayList<>();
    private final PointNumbers numbers = new PointNumbers();
    /** By the number of the point; nothing for one beyond the bound. */
    private @Nullable Place[] placesOfPoints = new Place[64];

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
        if (measurement.point().type() == ValueType.FILE) {
            // A piece of a file is nothing to look at, and too large to keep.
            return;
        }
        int known = numbers.count();
        int number = numbers.of(measurement.point());
        if (number == known) {
            number = add(measurement);
        }
        Place place = placesOfPoints[number];
        if (place != null) {
            place.newest = measurement;
        }
    }

    /** @return the number of its point, which is new */
    private int add(Measurement measurement) {
        if (numbers.isFull()) {
            numbers.clear();
            placesOfPoints = new Place[64];
        }
        int number = numbers.of(measurement.point());
        if (number == placesOfPoints.length) {
            placesOfPoints = Arrays.copyOf(placesOfPoints, 2 * number);
        }
        placesOfPoints[number] = placeOf(measurement);
        return number;
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
