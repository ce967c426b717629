package io.fieldpost.opcua;

import io.fieldpost.opcua.event.EventWatches;
import io.fieldpost.opcua.value.PointValues;
import io.fieldpost.opcua.value.Readings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.milo.opcua.sdk.client.SessionActivityListener;
import org.eclipse.milo.opcua.sdk.client.UaSession;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.jspecify.annotations.Nullable;

/** What Milo tells about one session and its subscription, on this driver's threads. Calls nothing of Milo's that blocks. */
final class SessionEvents implements SessionActivityListener, OpcUaSubscription.SubscriptionListener {
    private final SilenceWatch watch;
    private final InstantSource clock;
    private final LossPoints losses;
    private final Consumer<String> lost;
    private volatile @Nullable EventWatches events;

    /**
     * Begins with an active session.
     *
     * @param lost told, in words, that the subscription is no more
     */
    SessionEvents(SilenceWatch watch, InstantSource clock, LossPoints losses, Consumer<String> lost) {
        this.watch = watch;
        this.clock = clock;
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
            if (items.get(i).getUserObject().orElse(null) instanceof PointValues point) {
                deliver(point, values.get(i), now);
            }
        }
        heardForEvents();
        watch.heard(System.nanoTime());
    }

    private void deliver(PointValues point, DataValue reading, Instant now) {
        if (Readings.overflowed(reading)) {
            losses.overflowed();
        }
        point.accept(reading, now, false);
    }

    /** From now on, events go there. */
    void events(EventWatches watches) {
        events = watches;
    }

    @Override
    public void onEventReceived(
            OpcUaSubscription subscription, List<OpcUaMonitoredItem> items, List<Variant[]> fields) {
        watch.heard(System.nanoTime());
        EventWatches watches = events;
        if (watches != null) {
            watches.onEvents(items, fields);
        }
        watch.heard(System.nanoTime());
    }

    @Override
    public void onKeepAliveReceived(OpcUaSubscription subscription) {
        watch.heard(System.nanoTime());
        heardForEvents();
    }

    private void heardForEvents() {
        EventWatches watches = events;
        if (watches != null) {
            watches.heard();
        }
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
