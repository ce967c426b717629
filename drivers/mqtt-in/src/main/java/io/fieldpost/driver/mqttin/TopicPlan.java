package io.fieldpost.driver.mqttin;

import io.fieldpost.driver.Point;
import io.fieldpost.driver.json.JsonPointer;
import io.fieldpost.driver.json.PointerTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wanted of the payloads of one topic, or of each topic of one filter. */
final class TopicPlan {
    private final TopicFilter filter;
    private final PointerTree tree = new PointerTree();
    private final List<Wanted> wanted = new ArrayList<>();
    private final int timeSlot;

    /**
     * One point of it.
     *
     * @param slot of its pointer; -1 for a payload that is the value
     */
    record Wanted(Point point, MqttAddress address, int slot) {}

    /** @param time where the payload has its time; null for nowhere */
    TopicPlan(TopicFilter filter, @Nullable JsonPointer time) {
        this.filter = filter;
        this.timeSlot = time == null ? -1 : tree.add(time);
    }

    void add(Point point, MqttAddress address) {
        JsonPointer pointer = address.pointer();
        wanted.add(new Wanted(point, address, pointer == null ? -1 : tree.add(pointer)));
    }

    TopicFilter filter() {
        return filter;
    }

    List<Wanted> wanted() {
        return wanted;
    }

    PointerTree tree() {
        return tree;
    }

    /** Of the time; -1 for none. */
    int timeSlot() {
        return timeSlot;
    }

    /** Whether a payload must be JSON: a plain one has no time. */
    boolean wantsJson() {
        return wanted.stream().anyMatch(each -> each.slot() >= 0);
    }
}
