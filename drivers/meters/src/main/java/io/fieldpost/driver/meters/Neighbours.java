package io.fieldpost.driver.meters;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which names of items a misspelt one may have meant: those that share most of its words. */
final class Neighbours {
    private Neighbours() {}

    /** The nearest first, at most so many, none that shares no word; empty when nothing is near. */
    static String of(String name, List<DataItem> items, int most) {
        Set<String> words = words(name);
        return items.stream()
                .map(DataItem::name)
                .filter(known -> shared(words, known) > 0)
                .sorted(Comparator.comparingInt((String known) ->
                                2 * shared(words, known) - words(known).size())
                        .reversed())
                .limit(most)
                .collect(Collectors.joining(", "));
    }

    private static int shared(Set<String> words, String known) {
        Set<String> both = words(known);
        both.retainAll(words);
        return both.size();
    }

    private static Set<String> words(String name) {
        return new TreeSet<>(Arrays.asList(name.split("_")));
    }
}
