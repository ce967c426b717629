package io.fieldpost.driver.serial;

import io.fieldpost.driver.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which points of a device that speaks unasked nothing has been said of for too long. For one thread. */
public final class Freshness {
    private final long staleNanos;
    private final Map<Point, Long> lastNanos = new HashMap<>();

    /**
     * @param staleAfter zero for never
     * @param nowNanos as {@link System#nanoTime}, here and below
     */
    public Freshness(List<Point> points, Duration staleAfter, long nowNanos) {
        this.staleNanos = staleAfter.isZero() ? Long.MAX_VALUE : staleAfter.toNanos();
        points.forEach(point -> lastNanos.put(point, nowNanos));
    }

    /** Something was said of a point, be it that there is no value. */
    public void heardOf(Point point, long nowNanos) {
        lastNanos.put(point, nowNanos);
    }

    /** Points that are due to be told as stale; each again only after as long. */
    public List<Point> takeStale(long nowNanos) {
        List<Point> stale = new ArrayList<>();
        for (Map.Entry<Point, Long> each : lastNanos.entrySet()) {
            if (isStale(each.getValue(), nowNanos)) {
                stale.add(each.getKey());
                each.setValue(nowNanos);
            }
        }
        return stale;
    }

    /** Whether what was heard then is too old now. */
    public boolean isStale(long heardNanos, long nowNanos) {
        return nowNanos - heardNanos >= staleNanos;
    }
}
