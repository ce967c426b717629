package io.fieldpost.driver.plc4x;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.plc4x.java.api.model.PlcTag;

/**
 * Addresses that are asked for together.
 *
 * @param tags by address, at least one
 * @param restsUntil before which it is not asked for, because the answer was of no use
 */
record Group(Map<String, PlcTag> tags, Instant restsUntil) {
    Group(Map<String, PlcTag> tags) {
        this(tags, Instant.MIN);
    }

    boolean isOne() {
        return tags.size() == 1;
    }

    boolean rests(Instant now) {
        return now.isBefore(restsUntil);
    }

    Group restingUntil(Instant until) {
        return new Group(tags, until);
    }

    /** The same addresses in two parts, so that what spoils the answer of all is found in a few readings. */
    List<Group> halves() {
        Map<String, PlcTag> first = new LinkedHashMap<>();
        Map<String, PlcTag> second = new LinkedHashMap<>();
        tags.forEach((address, tag) -> (first.size() < tags.size() / 2 ? first : second).put(address, tag));
        return new ArrayList<>(List.of(new Group(first), new Group(second)));
    }
}
