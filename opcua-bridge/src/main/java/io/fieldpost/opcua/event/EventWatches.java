package io.fieldpost.opcua.event;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Remark;
import io.fieldpost.opcua.value.SessionValues;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MonitoringMode;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.EventFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.SimpleAttributeOperand;
import org.jspecify.annotations.Nullable;

/**
 * The events of one session: an item for each entry of {@code events}, and the refresh that tells what was already active (Part 9,
 * 5.5.7), after the items are there and whenever the server asks for it.
 *
 * <p>{@link #create} waits for the server and belongs on a thread that is not the client's. Everything else returns at once.
 */
public final class EventWatches {
    private static final int ATTEMPTS = 5;

    private final String source;
    private final OpcUaClient client;
    private final OpcUaSubscription subscription;
    private final Function<String, @Nullable NodeId> nodes;
    private final SessionValues values;
    private final KnownConditions conditions;
    private final Consumer<Measurement> sink;
    private final Consumer<Remark> remarks;
    private final Runnable overflowed;
    private final InstantSource clock;
    private final long timeoutMillis;
    private final EventTypes types;
    private final List<EventSettings> missing;
    private final @Nullable Instant lastSession;
    private final AtomicBoolean refreshCalled = new AtomicBoolean();
    private boolean typesRead;

    /**
     * Events of one subscription.
     *
     * @param nodes gives the node of an address in this session; {@code null} when the server lacks its namespace
     * @param conditions of this source, over its sessions
     * @param overflowed told when the server says that it dropped events
     * @param timeoutMillis how long one answer of the server may take
     */
    public EventWatches(
            String source,
            OpcUaClient client,
            OpcUaSubscription subscription,
            List<EventSettings> wanted,
            Function<String, @Nullable NodeId> nodes,
            SessionValues values,
            KnownConditions conditions,
            Consumer<Measurement> sink,
            Consumer<Remark> remarks,
            Runnable overflowed,
            InstantSource clock,
            long timeoutMillis) {
        this.source = source;
        this.client = client;
        this.subscription = subscription;
        this.nodes = nodes;
        this.values = values;
        this.conditions = conditions;
        this.sink = sink;
        this.remarks = remarks;
        this.overflowed = overflowed;
        this.clock = clock;
        this.timeoutMillis = timeoutMillis;
        this.lastSession = conditions.lastHeard();
        this.types = new EventTypes(client);
        this.missing = new ArrayList<>(wanted);
    }

    /** Whether entries were refused, so that {@link #create} should be called again after a while. */
    public boolean incomplete() {
        return !missing.isEmpty();
    }

    /**
     * Creates the items that are not there yet, and then asks for a refresh. What the server refuses is a remark, and stays to be tried
     * again. Waits for the server: a bounded number of answers for each entry.
     */
    public void create() throws InterruptedException {
        if (missing.isEmpty()) {
            return;
        }
        readTypes();
        List<EventSettings> refused = new ArrayList<>();
        boolean created = false;
        for (EventSettings entry : missing) {
            EventWatch watch = create(entry);
            if (watch == null) {
                refused.add(entry);
            } else {
                created = true;
                remarks.accept(new Remark(entry.name(), ""));
                if (lastSession != null) {
                    watch.tellGap(lastSession, clock.instant());
                }
            }
        }
        missing.clear();
        missing.addAll(refused);
        if (created) {
            conditions.heard(clock.instant());
            refresh();
        }
    }

    private void readTypes() throws InterruptedException {
        if (typesRead) {
            return;
        }
        try {
            types.load().get(timeoutMillis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            remarks.accept(new Remark("events", "the server does not tell its types of events: names are missing"));
        }
        typesRead = true;
    }

    private @Nullable EventWatch create(EventSettings entry) {
        NodeId notifier = nodes.apply(entry.notifier());
        List<NodeId> wantedTypes = new ArrayList<>();
        for (String type : entry.types()) {
            NodeId node = nodes.apply(type);
            if (node == null) {
                return refuse(entry, "the server has no namespace of the type " + type);
            }
            wantedTypes.add(node);
        }
        if (notifier == null) {
            return refuse(entry, "the server has no namespace of the notifier " + entry.notifier());
        }
        Wanted wanted = new Wanted(types, wantedTypes, entry.severityFrom(), entry.sources());
        EventWatch watch = new EventWatch(source, entry, wanted, values, conditions, sink);
        return negotiate(watch, notifier);
    }

    /**
     * Asks for the item in the way that the standard intends, and then in those that servers understand: without a filter, with the type
     * that has each field instead of BaseEventType, without the fields that are unknown even so.
     */
    private @Nullable EventWatch negotiate(EventWatch watch, NodeId notifier) {
        boolean filtered = true;
        boolean byOwner = false;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            OpcUaMonitoredItem item = item(watch, notifier, filtered, byOwner);
            FilterAnswer answer = FilterAnswer.of(client, item, created(item));
            List<EventField> granted = answer.granted(watch.fields(), byOwner);
            boolean settled = answer.knowsAll() || byOwner && granted.equals(watch.fields());
            if (!answer.refused() && answer.whereUnderstood() && settled) {
                return watch;
            }
            discard(item);
            if (answer.refused() && !filtered && settled) {
                return refuse(watch.settings(), "the server refuses it (" + answer.status() + ")");
            }
            filtered = filtered && !answer.refused() && answer.whereUnderstood();
            byOwner = byOwner || !answer.knowsAll();
            watch.fields(granted);
        }
        return refuse(watch.settings(), "the server refuses its fields");
    }

    private @Nullable EventWatch refuse(EventSettings entry, String why) {
        remarks.accept(new Remark(entry.name(), "these events are not watched: " + why + "; it is tried again"));
        return null;
    }

    private OpcUaMonitoredItem item(EventWatch watch, NodeId notifier, boolean filtered, boolean byOwner) {
        List<EventField> fields = new ArrayList<>();
        List<SimpleAttributeOperand> clauses = new ArrayList<>();
        for (EventField field : watch.fields()) {
            SimpleAttributeOperand operand = field.operand(client.getNamespaceTable(), byOwner);
            if (operand == null) {
                remarks.accept(new Remark(
                        watch.settings().name() + " " + field.key(), "the server has no namespace of this field"));
            } else {
                fields.add(field);
                clauses.add(operand);
            }
        }
        watch.fields(fields);
        Wanted wanted = watch.wanted();
        EventFilter filter = new EventFilter(
                clauses.toArray(new SimpleAttributeOperand[0]),
                filtered
                        ? WhereClause.of(client.getStaticEncodingContext(), wanted.wantedTypes(), wanted.severityFrom())
                        : WhereClause.everything());
        OpcUaMonitoredItem item = new OpcUaMonitoredItem(
                new ReadValueId(notifier, AttributeId.EventNotifier.uid(), null, QualifiedName.NULL_VALUE),
                MonitoringMode.Reporting);
        item.setFilter(filter);
        item.setSamplingInterval(0);
        item.setQueueSize(UInteger.valueOf(watch.settings().queueSize()));
        item.setUserObject(watch);
        return item;
    }

    private StatusCode created(OpcUaMonitoredItem item) {
        subscription.addMonitoredItem(item);
        return subscription.createMonitoredItems(candidate -> candidate == item).stream()
                .findFirst()
                .map(result -> result.operationResult().orElse(result.serviceResult()))
                .orElse(StatusCode.BAD);
    }

    private void discard(OpcUaMonitoredItem item) {
        subscription.removeMonitoredItem(item);
        subscription.deleteMonitoredItems();
    }

    /** What the subscription delivered, as Milo's listener tells it. */
    public void onEvents(List<OpcUaMonitoredItem> items, List<Variant[]> fields) {
        Instant now = clock.instant();
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).getUserObject().orElse(null) instanceof EventWatch watch) {
                switch (watch.accept(fields.get(i), now)) {
                    case REFRESH -> refresh();
                    case COUNT_OVERFLOW -> overflowed.run();
                    case READ_TYPES -> values.modelChanged();
                    case NOTHING -> {}
                }
            }
        }
    }

    /** Notes that the session is alive, so that a gap is told from here on and not from the last event. */
    public void heard() {
        conditions.heard(clock.instant());
    }

    /** Asks the server to tell all conditions that want attention; returns at once. One call is under way at a time. */
    public void refresh() {
        UInteger id = subscription.getSubscriptionId().orElse(null);
        if (id == null || !refreshCalled.compareAndSet(false, true)) {
            return;
        }
        CallMethodRequest call = new CallMethodRequest(
                NodeIds.ConditionType, NodeIds.ConditionType_ConditionRefresh, new Variant[] {Variant.ofUInt32(id)});
        client.callAsync(List.of(call))
                .thenApply(response -> response.getResults() == null || response.getResults().length == 0
                        ? StatusCode.BAD
                        : response.getResults()[0].getStatusCode())
                .exceptionally(failure -> UaException.extractStatusCode(failure).orElse(StatusCode.BAD))
                .thenAccept(status -> {
                    refreshCalled.set(false);
                    // Nothing to refresh is not a failure, nor is one that the server itself has begun.
                    boolean fine = status.isGood() || status.value() == StatusCodes.Bad_RefreshInProgress;
                    remarks.accept(new Remark(
                            "events/refresh",
                            fine
                                    ? ""
                                    : "the server cannot tell which alarms are active (" + FilterAnswer.name(status)
                                            + "): those from before this connection come when they change"));
                });
    }
}
