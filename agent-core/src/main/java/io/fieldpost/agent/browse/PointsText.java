package io.fieldpost.agent.browse;

import io.fieldpost.driver.FoundPoint;
import io.fieldpost.driver.PointNames;
import io.fieldpost.driver.PointNames.Nameless;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a device has as points of a gateway's file, their names made of the device's own. Fed in the order of the tree. */
public final class PointsText {
    private final List<String> path = new ArrayList<>();
    private final List<Nameless> points = new ArrayList<>();
    private final List<String> units = new ArrayList<>();

    /** Takes one, if it can be read. */
    public void add(FoundPoint found) {
        while (path.size() > found.depth()) {
            path.remove(path.size() - 1);
        }
        path.add(found.name());
        if (found.access().isReadable()) {
            points.add(new Nameless(path, found.address()));
            units.add(found.unit());
        }
    }

    /** How many there are. */
    public int size() {
        return points.size();
    }

    /** The {@code points:} of a source, each line behind {@code indent}. */
    public String yaml(String indent) {
        List<String> names = PointNames.of(points, "", Set.of());
        StringBuilder text = new StringBuilder(indent).append("points:").append(points.isEmpty() ? " []\n" : "\n");
        for (int i = 0; i < names.size(); i++) {
            text.append(indent).append("  - { name: ").append(YamlText.quoted(names.get(i)));
            text.append(", address: ").append(YamlText.quoted(points.get(i).address()));
            if (!units.get(i).equals("1")) {
                text.append(", unit: ").append(YamlText.quoted(units.get(i)));
            }
            text.append(" }\n");
        }
        return text.toString();
    }
}
