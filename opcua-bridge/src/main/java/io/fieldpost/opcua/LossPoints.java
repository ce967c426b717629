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
 * older ones), {@code opcua/notifications_lost} (whole notifications that the server could not send again) and
 * {@code opcua/silent_items} (values that had changed without a notification, found by reading them). All count from the beginning of
 * a session, and are told only when they have grown. Any thread counts; one thread tells.
 */
final class LossPoints {
    private final Counter overflows;
    private final Counter lost;
    private final Counter silent;

    private static final class Counter {
        private final Point point;
        private final AtomicLong count = new AtomicLong();
        private long told;

        Counter(String source, String name) {
            point = new Point(source, name, "", ValueType.INT, "1");
        }

        void tell(Consumer<Measurement> sink, Instant now) {
            long current = count.get();
            if (current != told) {
                told = current;
                sink.accept(Measurement.good(point, new Value.Int(current), now));
            }
        }
    }

    LossPoints(String source) {
        overflows = new Counter(source, "opcua/queue_overflows");
        lost = new Counter(source, "opcua/notifications_lost");
        silent = new Counter(source, "opcua/silent_items");
    }

    void overflowed() {
        overflows.count.incrementAndGet();
    }

    void notificationLost() {
        lost.count.incrementAndGet();
    }

    void silent() {
        silent.count.incrementAndGet();
    }

    /** Hands over what has grown since the last call. */
    void tell(Consumer<Measurement> sink, Instant now) {
        overflows.tell(sink, now);
        lost.tell(sink, now);
        silent.tell(sink, now);
    }
}
