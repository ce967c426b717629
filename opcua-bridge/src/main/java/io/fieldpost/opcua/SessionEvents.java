package io.fieldpost.opcua;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.eclipse.milo.opcua.sdk.client.SessionActivityListener;
import org.eclipse.milo.opcua.sdk.client.UaSession;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;

/** What Milo tells about one session and its subscription, on this driver's threads. Calls nothing of Milo's that blocks. */
final class SessionEvents implements SessionActivityListener, OpcUaSubscription.SubscriptionListener {
    private final SilenceWatch watch;
    private final InstantSource clock;
    private final Consumer<Measurement> sink;
    private final LossPoints losses;
    private final Consumer<String> lost;
    private volatile BiConsumer<Point, DataValue> hearing = (point, reading) -> {};

    /**
     * Begins with an active session.
     *
     * @param lost told, in words, that the subscription is no more
     */
    SessionEvents(
            SilenceWatch watch,
            InstantSource clock,
            Consumer<Measurement> sink,
            LossPoints losses,
            Consumer<String> lost) {
        this.watch = watch;
        this.clock = clock;
        this.sink = sink;
        this.losses = losses;
        this.lost = lost;
    }

    @Override
    public void onSessionInactive(UaSession session) {
        watch.sessionInactive(System.nanoTime());
    }

    @Override
    public void onSessionActive(UaSession session) {
        watch.sessionActive(System.nanoTime());
    }

    @Override
    public void onDataReceived(OpcUaSubscription subscription, List<OpcUaMonitoredItem> items, List<DataValue> values) {
        watch.heard(System.nanoTime());
        Instant now = clock.instant();
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).getUserObject().orElse(null) instanceof Point point) {
                deliver(point, values.get(i), now);
            }
        }
        watch.heard(System.nanoTime());
    }

    /** Who takes note of what is said of each point's node; before anything arrives. */
    void hearing(BiConsumer<Point, DataValue> listener) {
        hearing = listener;
    }

    private void deliver(Point point, DataValue reading, Instant now) {
        hearing.accept(point, reading);
        if (Readings.overflowed(reading)) {
            losses.overflowed();
        }
        sink.accept(Readings.of(point, reading, now));
    }

    @Override
    public void onKeepAliveReceived(OpcUaSubscription subscription) {
        watch.heard(System.nanoTime());
    }

    @Override
    public void onNotificationDataLost(OpcUaSubscription subscription) {
        losses.notificationLost();
    }

    @Override
    public void onStatusChanged(OpcUaSubscription subscription, StatusCode status) {
        lost.accept("the server ended the subscription (" + Failures.name(status.getValue()) + ")");
    }

    @Override
    public void onTransferFailed(OpcUaSubscription subscription, StatusCode status) {
        lost.accept("the server has forgotten the subscription (" + Failures.name(status.getValue()) + ")");
    }
}
