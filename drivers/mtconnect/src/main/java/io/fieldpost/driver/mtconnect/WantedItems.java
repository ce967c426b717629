package io.fieldpost.driver.mtconnect;

import io.fieldpost.driver.Point;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which points belong to which data items. An id is one thing; a name may stand for several, which is then nobody's. */
final class WantedItems {
    private final Map<String, List<Target>> byItem = new LinkedHashMap<>();
    private final List<Point> unreadable = new ArrayList<>();

    /** What an agent's newest document said of each item that is wanted. */
    private Map<String, Known> known = Map.of();

    /** A point, and what its data item's text becomes. */
    record Target(Point point, ReadAs readAs) {}

    /**
     * What an item that is wanted turned out to be.
     *
     * @param isId whether it is a data item's id; its name otherwise
     * @param ids of all data items that it may stand for
     */
    private record Known(boolean isId, Set<String> ids) {}

    WantedItems(List<Point> points) {
        for (Point point : points) {
            try {
                DataItemAddress address = DataItemAddress.parse(point.address());
                byItem.computeIfAbsent(address.item(), unused -> new ArrayList<>())
                        .add(new Target(point, address.readAs()));
            } catch (AddressException e) {
                unreadable.add(point);
            }
        }
    }

    /** Points whose address is none. */
    List<Point> unreadable() {
        return unreadable;
    }

    /** Whether a data item may be wanted, by its id or its name. */
    boolean mayWant(String id, String name) {
        return byItem.containsKey(id) || byItem.containsKey(name);
    }

    /** Learns from a document with all data items which ids and names there are. */
    void learn(List<Observation> all) {
        Map<String, Known> learned = new HashMap<>();
        for (Observation each : all) {
            if (byItem.containsKey(each.dataItemId())) {
                learned.put(each.dataItemId(), new Known(true, Set.of(each.dataItemId())));
            }
        }
        for (Observation each : all) {
            if (byItem.containsKey(each.name())) {
                Known item = learned.computeIfAbsent(each.name(), unused -> new Known(false, new TreeSet<>()));
                if (!item.isId()) {
                    item.ids().add(each.dataItemId());
                }
            }
        }
        known = learned;
    }

    /** Whose value an observation is. */
    List<Target> of(Observation observation) {
        List<Target> targets = new ArrayList<>(1);
        add(observation.dataItemId(), true, targets);
        add(observation.name(), false, targets);
        return targets;
    }

    private void add(String item, boolean asId, List<Target> targets) {
        Known one = known.get(item);
        if (one != null && one.isId() == asId && one.ids().size() == 1) {
            targets.addAll(byItem.getOrDefault(item, List.of()));
        }
    }

    /** Items that are wanted and stand for nothing, or for several. */
    Map<String, List<Target>> unresolved() {
        Map<String, List<Target>> unresolved = new LinkedHashMap<>(byItem);
        known.forEach((item, one) -> {
            if (one.ids().size() == 1) {
                unresolved.remove(item);
            }
        });
        return unresolved;
    }

    /** For what an item may stand; empty for nothing. */
    Set<String> idsOf(String item) {
        Known one = known.get(item);
        return one == null ? Set.of() : one.ids();
    }
}
