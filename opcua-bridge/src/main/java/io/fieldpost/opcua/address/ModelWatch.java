package io.fieldpost.opcua.address;

import io.fieldpost.driver.DriverException;
import java.time.Duration;
import java.util.List;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.FilterOperator;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilterElement;
import org.eclipse.milo.opcua.stack.core.types.structured.EventFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.LiteralOperand;
import org.eclipse.milo.opcua.stack.core.types.structured.SimpleAttributeOperand;
import org.tinylog.Logger;

/**
 * Has the points looked up again when the server says that its nodes have changed (GeneralModelChangeEvent, SemanticChangeEvent; Part 3,
 * 9.32 and 9.33), and every so often, because most servers say nothing. A look costs several calls, so it has a thread of its own, and
 * a server that is being reconfigured and says so a hundred times is looked at once.
 */
public final class ModelWatch implements AutoCloseable {
    private static final Duration CLOSE = Duration.ofMillis(500);

    private final Look look;
    private final long periodNanos;
    private final long settleNanos;
    private final Thread thread;
    private boolean changed;
    private boolean closed;

    /** One look at what is different. */
    @FunctionalInterface
    public interface Look {
        /**
         * Looks, and applies what it found.
         *
         * @throws DriverException when the server did not answer; another look comes in time
         */
        void again() throws DriverException;
    }

    private ModelWatch(String source, Duration period, Duration settle, Look look) {
        this.look = look;
        periodNanos = period.toNanos();
        settleNanos = settle.toNanos();
        thread = new Thread(this::run, "opcua-" + source + "-points");
        thread.setDaemon(true);
    }

    /**
     * Starts to watch.
     *
     * @param period how long after one look the next comes by itself
     * @param settle how long the server's nodes may go on changing before they are looked at
     */
    public static ModelWatch start(String source, Duration period, Duration settle, Look look) {
        ModelWatch watch = new ModelWatch(source, period, settle, look);
        watch.thread.start();
        return watch;
    }

    /**
     * The items to put into a subscription so that the server tells of changes. A server that has no such events refuses them, which is
     * no failure. Two, because many servers have no "or" for what they filter.
     */
    public List<OpcUaMonitoredItem> items(OpcUaClient client) {
        return List.of(item(client, NodeIds.BaseModelChangeEventType), item(client, NodeIds.SemanticChangeEventType));
    }

    private OpcUaMonitoredItem item(OpcUaClient client, NodeId eventType) {
        SimpleAttributeOperand field = new SimpleAttributeOperand(
                NodeIds.BaseEventType,
                new QualifiedName[] {new QualifiedName(0, "EventType")},
                AttributeId.Value.uid(),
                null);
        ExtensionObject type = ExtensionObject.encode(
                client.getStaticEncodingContext(), new LiteralOperand(Variant.ofNodeId(eventType)));
        ContentFilterElement ofType = new ContentFilterElement(FilterOperator.OfType, new ExtensionObject[] {type});
        EventFilter filter = new EventFilter(
                new SimpleAttributeOperand[] {field}, new ContentFilter(new ContentFilterElement[] {ofType}));
        OpcUaMonitoredItem item = OpcUaMonitoredItem.newEventItem(NodeIds.Server, filter);
        item.setQueueSize(UInteger.valueOf(10));
        item.setEventValueListener((told, fields) -> changed());
        return item;
    }

    /** The server's nodes have changed. Any thread; returns at once. */
    public synchronized void changed() {
        changed = true;
        notifyAll();
    }

    private void run() {
        try {
            while (awaitReason()) {
                try {
                    look.again();
                } catch (DriverException e) {
                    Logger.debug("the points could not be looked up again: {}", e.getMessage());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether there is one; false at the end. */
    private synchronized boolean awaitReason() throws InterruptedException {
        long due = System.nanoTime() + periodNanos;
        while (!closed && !changed && waitUntil(due)) {
            // Woken for another reason than the time.
        }
        long settled = System.nanoTime() + settleNanos;
        while (!closed && changed && waitUntil(settled)) {
            // More changes are the same change.
        }
        changed = false;
        return !closed;
    }

    private boolean waitUntil(long due) throws InterruptedException {
        long left = due - System.nanoTime();
        if (left > 0) {
            wait(left / 1_000_000 + 1);
        }
        return left > 0;
    }

    /** Ends the thread; waits a bounded time for a look that is under way. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        thread.interrupt();
        try {
            thread.join(CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
