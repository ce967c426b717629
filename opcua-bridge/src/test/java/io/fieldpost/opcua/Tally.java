package io.fieldpost.opcua;

import io.fieldpost.driver.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often each tick of each counting point came, live or from the history. */
final class Tally {
    private final Map<String, TreeMap<Long, Integer>> points = new TreeMap<>();
    private int seen;

    /** Takes what came since the last call, and says whether every point has all ticks from its first one up to this one. */
    boolean isComplete(List<Measurement> all, long last) {
        for (Measurement one : all.subList(seen, all.size())) {
            long tick = LiveSource.tick(one);
            if (tick >= 0 && one.point().name().startsWith("count-")) {
                points.computeIfAbsent(one.point().name(), name -> new TreeMap<>())
                        .merge(tick, 1, Integer::sum);
            }
        }
        seen = all.size();
        return !points.isEmpty() && points.values().stream().allMatch(ticks -> isComplete(ticks, last));
    }

    private static boolean isComplete(TreeMap<Long, Integer> ticks, long last) {
        long first = ticks.firstKey();
        return ticks.lastKey() >= last && ticks.headMap(last, true).size() == last - first + 1;
    }

    /** What did not come exactly once, of what is complete. */
    List<String> repeated() {
        List<String> repeated = new ArrayList<>();
        points.forEach((name, ticks) -> ticks.forEach((tick, times) -> {
            if (times != 1) {
                repeated.add(name + " tick " + tick + " came " + times + " times");
            }
        }));
        return repeated;
    }

    /** Where ticks are missing now. */
    String missing() {
        List<String> missing = new ArrayList<>();
        points.forEach((name, ticks) -> {
            long expected = ticks.firstKey();
            for (long tick : ticks.keySet()) {
                if (tick > expected) {
                    missing.add(name + " " + expected + ".." + (tick - 1));
                }
                expected = tick + 1;
            }
            missing.add(name + " ends at " + ticks.lastKey());
        });
        return missing.toString();
    }
}
