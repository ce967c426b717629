package io.fieldpost.agent.plugin.process;

import io.fieldpost.agent.record.ByteSink;
import io.fieldpost.driver.Point;
import java.util.HashMap;
import java.util.Map;

/** Points that were written once and are written as numbers from then on; {@link ReceivedPoints} reads them. Not thread-safe. */
final class SentPoints {
    /** A driver that names ever new points begins the numbers afresh here. */
    static final int MOST = 1 << 16;

    private final Map<Point, Integer> numbers = new HashMap<>();

    void write(ByteSink sink, Point point) {
        Integer known = numbers.get(point);
        if (known != null) {
            sink.varint(known);
            return;
        }
        sink.varint(numbers.size());
        if (numbers.size() == MOST) {
            numbers.clear();
        }
        numbers.put(point, numbers.size());
        Fields.point(sink, point);
    }
}
