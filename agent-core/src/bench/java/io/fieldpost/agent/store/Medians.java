package io.fieldpost.agent.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The figures of all runs, as {@link Figures} prints them. */
final class Medians {
    private final Map<String, List<Double>> figures = new HashMap<>();

    /** One line: contender, phase, figure, value. Other lines are passed over. */
    void add(String line) {
        String[] words = line.split(" ", -1);
        if (words.length == 4) {
            figures.computeIfAbsent(key(words[0], words[1], words[2]), key -> new ArrayList<>())
                    .add(Double.parseDouble(words[3]));
        }
    }

    /** The middle value, the lower one of an even number; NaN when there is none. */
    double of(String contender, String phase, String figure) {
        List<Double> values = new ArrayList<>(figures.getOrDefault(key(contender, phase, figure), List.of()));
        Collections.sort(values);
        return values.isEmpty() ? Double.NaN : values.get((values.size() - 1) / 2);
    }

    private static String key(String contender, String phase, String figure) {
        return contender + " " + phase + " " + figure;
    }
}
