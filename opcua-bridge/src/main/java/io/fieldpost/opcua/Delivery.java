package io.fieldpost.opcua;

import io.fieldpost.opcua.history.GapFiller;
import io.fieldpost.opcua.history.PointMark;
import io.fieldpost.opcua.value.Reading;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;

/** Hands over what the server tells of items, subscribed or read, as measurements. Any thread, one at a time for each item. */
final class Delivery {
    private final InstantSource clock;
    private final LossPoints losses;
    private final GapFiller gaps;

    Delivery(InstantSource clock, LossPoints losses, GapFiller gaps) {
        this.clock = clock;
        this.losses = losses;
        this.gaps = gaps;
    }

    /** One value that was read. */
    void deliver(WatchedItem item, DataValue value) {
        deliver(item, Reading.of(value), clock.instant(), System.nanoTime());
    }

    /** One value of a notification, whose values have come at the same time. */
    void deliver(WatchedItem item, Reading reading, Instant now, long nowNanos) {
        if (reading.overflowed()) {
            losses.overflowed();
        }
        item.heard(reading, nowNanos);
        item.values().accept(reading, now, false);
        PointMark mark = item.mark();
        if (mark != null) {
            mark.delivered(reading);
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
