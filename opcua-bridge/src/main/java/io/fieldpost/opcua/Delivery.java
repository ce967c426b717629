package io.fieldpost.opcua;

import io.fieldpost.driver.Measurement;
import io.fieldpost.opcua.history.GapFiller;
import io.fieldpost.opcua.history.PointMark;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;

/** Hands over what the server tells of items, subscribed or read, as measurements. Any thread, one at a time for each item. */
final class Delivery {
    private final InstantSource clock;
    private final Consumer<Measurement> sink;
    private final LossPoints losses;
    private final GapFiller gaps;

    Delivery(InstantSource clock, Consumer<Measurement> sink, LossPoints losses, GapFiller gaps) {
        this.clock = clock;
        this.sink = sink;
        this.losses = losses;
        this.gaps = gaps;
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
        PointMark mark = item.mark();
        if (mark != null) {
            mark.delivered(value);
        }
    }

    /** A notification was delivered whole. */
    void delivered() {
        gaps.delivered();
    }

    /** A notification is lost for good. */
    void notificationLost() {
        losses.notificationLost();
        gaps.notificationsLost();
    }

    /** A value that the server had forgotten to tell; there may have been others before it. */
    void deliverForgotten(WatchedItem item, DataValue value) {
        losses.silent();
        PointMark mark = item.mark();
        if (mark != null) {
            mark.interrupted();
        }
        deliver(item, value);
        gaps.delivered();
    }

    InstantSource clock() {
        return clock;
    }
}
