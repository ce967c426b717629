package io.fieldpost.agent.plant;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is new for one server: the newest measurement of each point since somebody took. Never makes who offers wait: an older
 * measurement gives way to a newer one, and points beyond {@value #MOST_POINTS} are not taken. Any thread.
 */
final class PointFeed {
    static final int MOST_POINTS = 20_000;

    private final Runnable told;
    private Map<Point, Measurement> fresh = new LinkedHashMap<>();

    /** @param told called after each offer; must not block */
    PointFeed(Runnable told) {
        this.told = told;
    }

    void offer(List<Measurement> batch) {
        synchronized (this) {
            for (int i = 0; i < batch.size(); i++) {
                Measurement one = batch.get(i);
                boolean room = fresh.size() < MOST_POINTS || fresh.containsKey(one.point());
                // A piece of a file is no value that a plant could use.
                if (room && one.point().type() != ValueType.FILE) {
                    fresh.put(one.point(), one);
                }
            }
        }
        told.run();
    }

    List<Measurement> take() {
        Map<Point, Measurement> taken;
        synchronized (this) {
            if (fresh.isEmpty()) {
                return List.of();
            }
            taken = fresh;
            fresh = new LinkedHashMap<>();
        }
        return new ArrayList<>(taken.values());
    }
}
