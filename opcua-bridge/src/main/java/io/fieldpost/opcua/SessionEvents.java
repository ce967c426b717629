package io.fieldpost.opcua;

import java.time.Instant;
import java.util.List;
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
    private final Delivery delivery;
    private final Consumer<String> lost;

    /**
     * Begins with an active session.
     *
     * @param lost told, in words, that the subscription is no more
     */
    SessionEvents(SilenceWatch watch, Delivery delivery, Consumer<String> lost) {
        this.watch = watch;
        this.delivery = delivery;
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
        long nanos = System.nanoTime();
        watch.heard(nanos);
        Instant now = delivery.clock().instant();
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof WatchedItem item) {
                delivery.deliver(item, values.get(i), now, nanos);
            }
        }
        delivery.delivered();
        watch.heard(System.nanoTime());
    }

    @Override
    public void onKeepAliveReceived(OpcUaSubscription subscription) {
        watch.heard(System.nanoTime());
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
