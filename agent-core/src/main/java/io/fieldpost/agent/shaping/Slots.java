package io.fieldpost.agent.shaping;

import io.fieldpost.agent.shaping.Expression.Kind;
import io.fieldpost.agent.shaping.Expression.Name;
import io.fieldpost.agent.shaping.Expression.Pair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The points that an expression names, and what their values must be, while it is read. */
final class Slots {
    private final Map<String, Integer> slots = new HashMap<>();
    private final List<Name> names = new ArrayList<>();
    private final List<Kind> kinds = new ArrayList<>();
    private final List<Pair> alike = new ArrayList<>();

    int of(Token name) {
        Integer known = slots.putIfAbsent(name.text(), names.size());
        if (known != null) {
            return known;
        }
        names.add(new Name(name.text(), name.position()));
        kinds.add(Kind.ANY);
        return names.size() - 1;
    }

    Kind kind(int slot) {
        return kinds.get(slot);
    }

    /** Notes what a point's values must be, and with it those of all that it is compared with. */
    void use(int slot, Kind kind) {
        kinds.set(slot, kind);
        for (Pair pair : alike) {
            int other = pair.left() == slot ? pair.right() : pair.right() == slot ? pair.left() : slot;
            if (kinds.get(other) == Kind.ANY) {
                use(other, kind);
            }
        }
    }

    /** Notes that two points must be of one kind, which is not known yet. */
    void compared(int left, int right) {
        alike.add(new Pair(left, right));
    }

    List<Name> names() {
        return names;
    }

    List<Kind> kinds() {
        return kinds;
    }

    List<Pair> alike() {
        return alike;
    }
}
