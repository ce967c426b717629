package io.fieldpost.opcua;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Counts what the server itself lost, and tells it as measurements of two points that the driver announces by itself, so that the
 * centre learns of it the same way as of everything else: {@code opcua/queue_overflows} (sendings of a value whose queue had dropped
 * older ones) and {@code opcua/notifications_lost} (whole notifications that the server could not send again). Both count from the
 * beginning of a session, and are told only when they have grown. Any thread counts; one thread tells.
 */
final class LossPoints {
    private final Point overflowPoint;
    private final Point lostPoint;
    private final AtomicLong overflows = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private long toldOverflows;
    private long toldLost;

    LossPoints(String source) {
        overflowPoint = new Point(source, "opcua/queue_overflows", "", ValueType.INT, "1");
        lostPoint = new Point(source, "opcua/notifications_lost", "", ValueType.INT, "1");
    }

    void overflowed() {
        overflows.incrementAndGet();
    }

    void notificationLost() {
        lost.incrementAndGet();
    }

    /** Hands over what has grown since the last call. */
    void tell(Consumer<Measurement> sink, Instant now) {
        long overflowsNow = overflows.get();
        if (overflowsNow != toldOverflows) {
            toldOverflows = overflowsNow;
            sink.accept(Measurement.good(overflowPoint, new Value.Int(overflowsNow), now));
        }
        long lostNow = lost.get();
        if (lostNow != toldLost) {
            toldLost = lostNow;
            sink.accept(Measurement.good(lostPoint, new Value.Int(lostNow), now));
        }
    }
}
