package io.fieldpost.agent.source;

import io.fieldpost.driver.Measurement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The newest measurement of each point, for the status page; the first points seen, up to a bound. Not safe for threads. */
final class LatestValues {
    private final int most;
    private final Map<String, Place> places = new HashMap<>();
    private final List<Place> inOrder = new ArrayList<>();

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
        String name = measurement.point().name();
        Place place = places.get(name);
        if (place != null) {
            place.newest = measurement;
        } else if (inOrder.size() < most) {
            Place made = new Place(measurement);
            places.put(name, made);
            inOrder.add(made);
        }
    }

    List<Measurement> snapshot() {
        return inOrder.stream().map(place -> place.newest).toList();
    }
}
