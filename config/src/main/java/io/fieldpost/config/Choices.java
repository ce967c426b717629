package io.fieldpost.config;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The alternatives of {@link ChosenBy} components: for each choosing key, the record of each of its values, such as
 * {@code protocol -> { opcua -> OpcUaSettings, radio -> RadioSettings }}. Only who sees all drivers can know them. Immutable.
 */
public final class Choices {
    private final SortedMap<String, SortedMap<String, Class<? extends Record>>> byKey;

    private Choices(SortedMap<String, SortedMap<String, Class<? extends Record>>> byKey) {
        this.byKey = byKey;
    }

    /** No alternatives: every value of a choosing key is unknown. */
    public static Choices none() {
        return new Choices(Collections.emptySortedMap());
    }

    /** The alternatives of one key. */
    public static Choices of(String key, Map<String, ? extends Class<? extends Record>> records) {
        return of(Map.of(key, records));
    }

    /** The alternatives of several keys. */
    public static Choices of(Map<String, ? extends Map<String, ? extends Class<? extends Record>>> byKey) {
        SortedMap<String, SortedMap<String, Class<? extends Record>>> sorted = new TreeMap<>();
        byKey.forEach((key, records) -> sorted.put(key, Collections.unmodifiableSortedMap(new TreeMap<>(records))));
        return new Choices(sorted);
    }

    /** The values that a key may have, sorted. */
    Set<String> names(String key) {
        return records(key).keySet();
    }

    /** The record that a value chooses, or null if there is none. */
    @Nullable
    Class<? extends Record> record(String key, String value) {
        return records(key).get(value);
    }

    /** All alternatives of a key, sorted by name. */
    SortedMap<String, Class<? extends Record>> records(String key) {
        return byKey.getOrDefault(key, Collections.emptySortedMap());
    }
}
