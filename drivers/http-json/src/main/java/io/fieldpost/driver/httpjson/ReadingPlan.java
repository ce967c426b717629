package io.fieldpost.driver.httpjson;

import io.fieldpost.driver.Point;
import io.fieldpost.driver.json.AddressException;
import io.fieldpost.driver.json.PointerTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Points by the path that each is behind, in the order in which the paths are first wanted. */
final class ReadingPlan {
    private final List<Point> points;
    private final List<@Nullable Place> places = new ArrayList<>();
    private final Map<String, PointerTree> trees = new LinkedHashMap<>();

    /**
     * Where a point's value comes from.
     *
     * @param slot in the tree of the address's path
     */
    record Place(JsonAddress address, int slot) {}

    ReadingPlan(List<Point> points) {
        this.points = List.copyOf(points);
        for (Point point : points) {
            places.add(place(point.address()));
        }
    }

    private @Nullable Place place(String text) {
        try {
            JsonAddress address = JsonAddress.parse(text);
            PointerTree tree = trees.computeIfAbsent(address.path(), unused -> new PointerTree());
            return new Place(address, tree.add(address.pointer()));
        } catch (AddressException e) {
            return null;
        }
    }

    List<Point> points() {
        return points;
    }

    /** Null for an address that is none. */
    @Nullable
    Place place(int point) {
        return places.get(point);
    }

    /** What is wanted of each path. */
    Map<String, PointerTree> trees() {
        return trees;
    }
}
