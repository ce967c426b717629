package io.fieldpost.opcua;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.subscriptions.MonitoredItemServiceOperationResult;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;

/**
 * One subscription and its monitored items. Items are created in calls no larger than the server allows; what it says of each is
 * handed to whoever asked. One thread, which may wait.
 */
final class PointSubscription {
    /** The server speaks at least this often, values or not. */
    private static final double KEEP_ALIVE_MILLIS = 2_000;

    /** About 150 KB a message, which is done with before the garbage collector looks. */
    private static final int MOST_NOTIFICATIONS = 5_000;

    /** So many at a time are handed to Milo, so that the first values do not wait for the last item. */
    private static final int PORTION = 5_000;

    private final OpcUaSettings settings;
    private final ServerMemory memory;
    private final OpcUaSubscription subscription;
    private final ItemTable items;

    /** @param items where its items are found when values come */
    PointSubscription(
            OpcUaSettings settings,
            OpcUaClient client,
            ServerMemory memory,
            ItemTable items,
            OpcUaSubscription.SubscriptionListener listener) {
        this.settings = settings;
        this.items = items;
        this.memory = memory;
        double period = settings.publishingMillis();
        long keepAliveCount = Math.max(1, Math.round(Math.ceil(KEEP_ALIVE_MILLIS / period)));
        long lifetimeCount = Math.max(
                3 * keepAliveCount, (long) Math.ceil(settings.sessionTimeout().toMillis() / period));
        subscription = new OpcUaSubscription(client, period);
        subscription.setLifetimeAndKeepAliveCalculated(false);
        subscription.setMaxKeepAliveCount(UInteger.valueOf(keepAliveCount));
        subscription.setLifetimeCount(UInteger.valueOf(lifetimeCount));
        subscription.setMaxNotificationsPerPublish(UInteger.valueOf(MOST_NOTIFICATIONS));
        subscription.setMaxMonitoredItemsPerCall(UInteger.valueOf(memory.itemsPerCall()));
        subscription.setSubscriptionListener(listener);
    }

    /** Creates the subscription at the server. */
    void open() throws UaException {
        subscription.create();
    }

    OpcUaSubscription milo() {
        return subscription;
    }

    /** How long the subscription may rest before it must send a keep-alive, by the numbers that the server granted. */
    Duration keepAlivePeriod() {
        long count = subscription
                .getRevisedMaxKeepAliveCount()
                .map(UInteger::longValue)
                .orElse(1L);
        return Duration.ofMillis(Math.round(publishingMillis() * count));
    }

    /** Publishing interval that the server granted, in milliseconds. */
    double publishingMillis() {
        return subscription.getRevisedPublishingInterval().orElse(settings.publishingMillis());
    }

    /**
     * Creates items and waits for the server's answers.
     *
     * @param answered given each item with the server's word on it
     * @throws UaException when a call failed as a whole and a smaller one would not help, or left an item out of its answer
     */
    void create(List<WatchedItem> items, BiConsumer<WatchedItem, StatusCode> answered) throws UaException {
        for (int from = 0; from < items.size(); from += PORTION) {
            List<WatchedItem> portion = items.subList(from, Math.min(items.size(), from + PORTION));
            subscription.addMonitoredItems(List.copyOf(portion));
            portion.forEach(WatchedItem::joined);
            this.items.add(portion);
            AtomicInteger answers = new AtomicInteger();
            createPortion(portion.size(), (item, status) -> {
                answers.incrementAndGet();
                answered.accept(item, status);
            });
            if (answers.get() < portion.size()) {
                // Milo overlooks it, and nobody would watch these nor hear of them.
                throw new UaException(
                        StatusCodes.Bad_UnknownResponse,
                        "the server answered for " + answers + " of " + portion.size() + " items");
            }
        }
    }

    private void createPortion(int count, BiConsumer<WatchedItem, StatusCode> answered) throws UaException {
        int most = Math.min(count, memory.itemsPerCall());
        while (true) {
            var results = subscription.createMonitoredItems(item ->
                    item instanceof WatchedItem && item.getCreateResult().isEmpty());
            StatusCode failed = tell(results, answered);
            if (failed.isGood()) {
                return;
            }
            if (failed.getValue() == StatusCodes.Bad_Timeout) {
                // The server may have made them all the same, and would tell each change twice: start afresh, with
                // fewer.
                memory.tooMany(most);
            }
            if (!isTooMuch(failed.getValue()) || most == 1) {
                throw new UaException(failed);
            }
            memory.tooMany(most);
            most = Math.min(most, memory.itemsPerCall());
            subscription.setMaxMonitoredItemsPerCall(UInteger.valueOf(most));
        }
    }

    /** Hands over what was answered; the status of the first call that failed as a whole, good if none did. */
    private static StatusCode tell(
            List<MonitoredItemServiceOperationResult> results, BiConsumer<WatchedItem, StatusCode> answered) {
        StatusCode failed = StatusCode.GOOD;
        for (MonitoredItemServiceOperationResult result : results) {
            if (!result.serviceResult().isGood()) {
                failed = failed.isGood() ? result.serviceResult() : failed;
            } else if (result.monitoredItem() instanceof WatchedItem item) {
                answered.accept(item, result.operationResult().orElse(StatusCode.BAD));
            }
        }
        return failed;
    }

    /** Whether a smaller call may succeed where one failed with this status. */
    static boolean isTooMuch(long status) {
        return status == StatusCodes.Bad_TooManyOperations
                || status == StatusCodes.Bad_RequestTooLarge
                || status == StatusCodes.Bad_ResponseTooLarge
                || status == StatusCodes.Bad_TcpMessageTooLarge
                || status == StatusCodes.Bad_EncodingLimitsExceeded;
    }

    /** Creates items of others, such as for events of the server; what it refuses is simply not told. */
    void add(List<OpcUaMonitoredItem> items) {
        subscription.addMonitoredItems(items);
        subscription.createMonitoredItems(items::contains);
    }

    /** Ends items at the server, or forgets those that it never made. A failure is the next call's to find. */
    void remove(Set<WatchedItem> items) {
        subscription.removeMonitoredItems(new ArrayList<>(items));
        this.items.remove(items);
        subscription.deleteMonitoredItems();
    }
}
