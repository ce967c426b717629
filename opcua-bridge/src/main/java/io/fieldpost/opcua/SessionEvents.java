package io.fieldpost.opcua;

import io.fieldpost.opcua.event.EventWatches;
import io.fieldpost.opcua.value.Reading;
import io.fieldpost.opcua.value.ValueTaker;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.milo.opcua.sdk.client.SessionActivityListener;
import org.eclipse.milo.opcua.sdk.client.UaSession;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.jspecify.annotations.Nullable;

/** What Milo tells about one session and its subscription, on this driver's threads. Calls nothing of Milo's that blocks. */
final class SessionEvents implements SessionActivityListener, OpcUaSubscription.SubscriptionListener, ValueTaker {
    private final SilenceWatch watch;
    private final Delivery delivery;
    private final ItemTable items;
    private final Consumer<String> lost;
    /** When the notification came that is being read. */
    private long nanos;

    private Instant now = Instant.EPOCH;
    private volatile @Nullable EventWatches events;

    /**
     * Begins with an active session.
     *
     * @param items of the subscription
     * @param lost told, in words, that the subscription is no more
     */
    SessionEvents(SilenceWatch watch, Delivery delivery, ItemTable items, Consumer<String> lost) {
        this.watch = watch;
        this.delivery = delivery;
        this.items = items;
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
    public void begin() {
        nanos = System.nanoTime();
        now = delivery.clock().instant();
        watch.heard(nanos);
    }

    @Override
    public boolean take(int handle, Reading reading) {
        WatchedItem item = items.find(handle);
        if (item != null) {
            delivery.deliver(item, reading, now, nanos);
        }
        return item != null;
    }

    @Override
    public void end() {
        delivery.delivered();
        heardForEvents();
        watch.heard(System.nanoTime());
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

    private void heardForEvents() {
        EventWatches watches = events;
        if (watches != null) {
            watches.heard();
        }
    }

    @Override
    public void onKeepAliveReceived(OpcUaSubscription subscription) {
        watch.heard(System.nanoTime());
        heardForEvents();
    }

    @Override
    public void onNotificationDataLost(OpcUaSubscription subscription) {
        delivery.notificationLost();
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
