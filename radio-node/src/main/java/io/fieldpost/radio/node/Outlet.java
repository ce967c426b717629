package io.fieldpost.radio.node;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Where results leave the node, each as a point named after its mission: {@code fm}, {@code fm/max}, {@code fm/emission}. Without points
 * that were asked for, all of them are announced; otherwise those alone whose addresses are such names. One thread.
 */
public final class Outlet {
    private final String source;
    private final Map<String, List<Point>> asked;
    private final Consumer<Measurement> sink;
    private final InstantSource clock;
    private final Map<String, List<Point>> announced = new HashMap<>();

    public Outlet(String source, List<Point> asked, Consumer<Measurement> sink, InstantSource clock) {
        this.source = source;
        this.asked = asked.stream().collect(Collectors.groupingBy(Point::address));
        this.sink = sink;
        this.clock = clock;
    }

    /** Hands on one result, measured at {@code time}. */
    void put(String name, ValueType type, String unit, Value value, Quality quality, Instant time) {
        for (Point point : points(name, type, unit)) {
            sink.accept(new Measurement(point, value, quality, time, clock.instant()));
        }
    }

    /** Hands on something that happened. */
    void event(String name, Value.Record what, Instant time) {
        put(name, ValueType.EVENT, "1", what, Quality.GOOD, time);
    }

    /** Hands on several values that belong together. */
    void record(String name, Value.Record values, Quality quality, Instant time) {
        put(name, ValueType.RECORD, "1", values, quality, time);
    }

    private List<Point> points(String name, ValueType type, String unit) {
        if (!asked.isEmpty()) {
            return asked.getOrDefault(name, List.of());
        }
        return announced.computeIfAbsent(name + ' ' + unit, any -> List.of(new Point(source, name, "", type, unit)));
    }

    Instant now() {
        return clock.instant();
    }
}
