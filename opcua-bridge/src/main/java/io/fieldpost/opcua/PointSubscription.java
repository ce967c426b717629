package io.fieldpost.opcua;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.opcua.address.Changes;
import io.fieldpost.opcua.address.Resolution;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.subscriptions.MonitoredItemServiceOperationResult;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * The points of one source as monitored items of one subscription. Items are created in calls no larger than the server allows; one
 * that the server refuses becomes one measurement of bad quality, and is asked for again in the next session.
 */
final class PointSubscription {
    /** The server speaks at least this often, values or not. */
    private static final double KEEP_ALIVE_MILLIS = 2_000;

    private static final int MOST_NOTIFICATIONS = 10_000;
    private static final int MOST_ITEMS_PER_CALL = 1_000;

    private final OpcUaSettings settings;
    private final InstantSource clock;
    private final Consumer<Measurement> sink;
    private final OpcUaSubscription subscription;
    private final Map<Point, OpcUaMonitoredItem> items = new HashMap<>();
    private final Set<Point> suspects = ConcurrentHashMap.newKeySet();

    PointSubscription(
            OpcUaSettings settings,
            OpcUaClient client,
            OpcUaSubscription.SubscriptionListener listener,
            InstantSource clock,
            Consumer<Measurement> sink) {
        this.settings = settings;
        this.clock = clock;
        this.sink = sink;
        double period = settings.publishingMillis();
        long keepAliveCount = Math.max(1, Math.round(Math.ceil(KEEP_ALIVE_MILLIS / period)));
        long lifetimeCount = Math.max(
                3 * keepAliveCount, (long) Math.ceil(settings.sessionTimeout().toMillis() / period));
        subscription = new OpcUaSubscription(client, period);
        subscription.setLifetimeAndKeepAliveCalculated(false);
        subscription.setMaxKeepAliveCount(UInteger.valueOf(keepAliveCount));
        subscription.setLifetimeCount(UInteger.valueOf(lifetimeCount));
        subscription.setMaxNotificationsPerPublish(UInteger.valueOf(MOST_NOTIFICATIONS));
        subscription.setMaxMonitoredItemsPerCall(UInteger.valueOf(MOST_ITEMS_PER_CALL));
        subscription.setSubscriptionListener(listener);
    }

    /** Subscribes; blocks until the server has answered for every point. */
    void create(Resolution resolution, List<OpcUaMonitoredItem> modelChanges) throws DriverException {
        try {
            subscription.create();
        } catch (UaException e) {
            throw Failures.explained(e, "subscribe at " + settings.endpoint());
        }
        resolution.refused().forEach(one -> refuse(one.point(), one.quality(), one.reason()));
        watch(resolution.nodes());
        subscription.addMonitoredItems(modelChanges);
        subscription.createMonitoredItems(modelChanges::contains);
    }

    /** Follows what has changed at the server; one thread at a time. */
    void apply(Changes changes) throws DriverException {
        changes.gone().forEach(one -> forget(one.point()));
        changes.moved().forEach(node -> forget(node.point()));
        changes.added().forEach(node -> forget(node.point()));
        subscription.deleteMonitoredItems();
        changes.gone().forEach(one -> refuse(one.point(), one.quality(), one.reason()));
        watch(changes.moved());
        watch(changes.added());
    }

    /** Points whose node the server does not know, as far as it said. Any thread. */
    Set<Point> suspects() {
        return Set.copyOf(suspects);
    }

    /** Takes note of what the server says of a point's node. Any thread. */
    void heard(Point point, DataValue reading) {
        long status = reading.statusCode().getValue() & 0xFFFF0000L;
        if (status == StatusCodes.Bad_NodeIdUnknown || status == StatusCodes.Bad_NodeIdInvalid) {
            suspects.add(point);
        } else if (!suspects.isEmpty()) {
            suspects.remove(point);
        }
    }

    private void watch(List<Resolution.Node> nodes) throws DriverException {
        List<OpcUaMonitoredItem> added = new ArrayList<>(nodes.size());
        for (Resolution.Node node : nodes) {
            OpcUaMonitoredItem item = item(node);
            added.add(item);
            items.put(node.point(), item);
        }
        subscription.addMonitoredItems(added);
        createItems(added.size());
    }

    private void forget(Point point) {
        OpcUaMonitoredItem item = items.remove(point);
        if (item != null) {
            subscription.removeMonitoredItem(item);
        }
        suspects.remove(point);
    }

    /** How long the subscription may rest before it must send a keep-alive, by the numbers that the server granted. */
    Duration keepAlivePeriod() {
        double interval = subscription.getRevisedPublishingInterval().orElse(settings.publishingMillis());
        long count = subscription
                .getRevisedMaxKeepAliveCount()
                .map(UInteger::longValue)
                .orElse(1L);
        return Duration.ofMillis(Math.round(interval * count));
    }

    private OpcUaMonitoredItem item(Resolution.Node node) {
        OpcUaMonitoredItem item = OpcUaMonitoredItem.newDataItem(node.id());
        item.setUserObject(node.point());
        item.setSamplingInterval(settings.samplingMillis());
        item.setQueueSize(UInteger.valueOf(settings.queueSize()));
        item.setDiscardOldest(true);
        return item;
    }

    private void createItems(int itemsPerCall) throws DriverException {
        int most = Math.max(1, Math.min(itemsPerCall, MOST_ITEMS_PER_CALL));
        while (true) {
            var results = subscription.createMonitoredItems(item ->
                    item.getCreateResult().isEmpty() && item.getUserObject().isPresent());
            @Nullable StatusCode failed = refuseItems(results);
            if (failed == null) {
                return;
            }
            if (!isTooMuch(failed.getValue()) || most == 1) {
                throw Failures.explained(
                        new UaException(failed), "monitor " + itemsPerCall + " items at " + settings.endpoint());
            }
            most = (most + 1) / 2;
            subscription.setMaxMonitoredItemsPerCall(UInteger.valueOf(most));
        }
    }

    /** Tells each refused item; the status of the first call that failed as a whole, if one did. */
    private @Nullable StatusCode refuseItems(List<MonitoredItemServiceOperationResult> results) {
        StatusCode failed = null;
        for (MonitoredItemServiceOperationResult result : results) {
            if (!result.serviceResult().isGood()) {
                failed = result.serviceResult();
                continue;
            }
            StatusCode status = result.operationResult().orElse(StatusCode.BAD);
            Object point = result.monitoredItem().getUserObject().orElse(null);
            if (status.isBad() && point instanceof Point refused) {
                suspects.add(refused);
                refuse(refused, quality(status.getValue()), "the server says " + Failures.name(status.getValue()));
            }
        }
        return failed;
    }

    private void refuse(Point point, Quality quality, @Nullable String why) {
        Logger.debug("cannot watch {} of {} at {}: {}", point.name(), point.source(), point.address(), why);
        Instant now = clock.instant();
        sink.accept(Measurement.bad(point, quality, now));
    }

    private static boolean isTooMuch(long status) {
        return status == StatusCodes.Bad_TooManyOperations
                || status == StatusCodes.Bad_RequestTooLarge
                || status == StatusCodes.Bad_ResponseTooLarge
                || status == StatusCodes.Bad_EncodingLimitsExceeded;
    }

    private static Quality quality(long status) {
        if (status == StatusCodes.Bad_NodeIdInvalid) {
            return Quality.BAD_ADDRESS_UNKNOWN;
        }
        if (status == StatusCodes.Bad_AttributeIdInvalid
                || status == StatusCodes.Bad_NotReadable
                || status == StatusCodes.Bad_UserAccessDenied) {
            return Quality.BAD_CONFIGURATION;
        }
        Quality quality = Quality.ofOpcUaStatus((int) status);
        return quality.severity() == Quality.Severity.BAD ? quality : Quality.BAD;
    }
}
