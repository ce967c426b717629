package io.fieldpost.opcua;

import io.fieldpost.driver.Measurement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;

/** Hands over what the server tells of items, subscribed or read, as measurements. Any thread, one at a time for each item. */
final class Delivery {
    private final InstantSource clock;
    private final Consumer<Measurement> sink;
    private final LossPoints losses;

    Delivery(InstantSource clock, Consumer<Measurement> sink, LossPoints losses) {
        this.clock = clock;
        this.sink = sink;
        this.losses = losses;
    }

    /** One value that was read. */
    void deliver(WatchedItem item, DataValue value) {
        deliver(item, value, clock.instant(), System.nanoTime());
    }

    /** One value of a notification, whose values have come at the same time. */
    void deliver(WatchedItem item, DataValue value, Instant now, long nowNanos) {
        if (Readings.overflowed(value)) {
            losses.overflowed();
        }
        item.heard(value, nowNanos);
        sink.accept(Readings.of(item.point(), value, now));
    }

    InstantSource clock() {
        return clock;
    }

    LossPoints losses() {
        return losses;
    }
}
