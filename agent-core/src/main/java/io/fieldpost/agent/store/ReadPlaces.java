package io.fieldpost.agent.store;

import java.util.LinkedHashMap;
import java.util.Map;

/** Where the last readers of a stream stopped, so that they need not search again. Guarded by the store's lock. */
final class ReadPlaces {
    private static final int MOST = 16;

    private final Map<Long, Place> places = new LinkedHashMap<>();

    private record Place(long segment, long position) {}

    /** Notes where in a segment, named by its first sequence, the record with a sequence begins. */
    void remember(long segment, long sequence, long position) {
        places.remove(sequence);
        places.put(sequence, new Place(segment, position));
        if (places.size() > MOST) {
            places.remove(places.keySet().iterator().next());
        }
    }

    /** Nothing is known of a segment any more. */
    void forget(long segment) {
        places.values().removeIf(place -> place.segment == segment);
    }

    /** Where the record begins; -1 when nobody stopped there. */
    long find(long segment, long sequence) {
        Place place = places.get(sequence);
        return place != null && place.segment == segment ? place.position : -1;
    }
}
