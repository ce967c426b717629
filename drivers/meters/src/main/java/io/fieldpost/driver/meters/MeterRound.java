package io.fieldpost.driver.meters;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one round along a line has brought. */
final class MeterRound {
    private final Map<MeterAddress, Map<String, Answered>> answers = new HashMap<>();
    private int failures;

    /** What a round is to bring: each item once, however many points want a field of it. */
    static final class Wanted {
        private final Map<MeterAddress, Set<String>> items = new LinkedHashMap<>();

        void add(PointAddress address) {
            items.computeIfAbsent(address.meter(), unused -> new LinkedHashSet<>())
                    .add(address.item().identifier());
        }

        Set<MeterAddress> meters() {
            return items.keySet();
        }

        Set<String> itemsOf(MeterAddress meter) {
            return items.getOrDefault(meter, Set.of());
        }
    }

    void put(MeterAddress meter, String item, Answered answered) {
        answers.computeIfAbsent(meter, unused -> new HashMap<>()).put(item, answered);
    }

    void countFailure(ItemAnswer answer) {
        failures += answer instanceof ItemAnswer.Failed ? 1 : 0;
    }

    /** How many items that were asked for had no answer that could be used. */
    int failures() {
        return failures;
    }

    /** What came of a point's item; null when the round was not to ask for it. */
    @Nullable
    Answered of(PointAddress address) {
        Map<String, Answered> ofMeter = answers.get(address.meter());
        return ofMeter == null ? null : ofMeter.get(address.item().identifier());
    }
}
