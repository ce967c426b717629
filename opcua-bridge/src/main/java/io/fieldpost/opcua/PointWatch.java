package io.fieldpost.opcua;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Remark;
import io.fieldpost.opcua.address.AddressBook;
import io.fieldpost.opcua.address.Changes;
import io.fieldpost.opcua.address.Resolution;
import io.fieldpost.opcua.history.GapFiller;
import io.fieldpost.opcua.history.PointMark;
import io.fieldpost.opcua.table.KeyedTable;
import io.fieldpost.opcua.value.PointValues;
import io.fieldpost.opcua.value.SessionValues;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.structured.DataChangeFilter;
import org.jspecify.annotations.Nullable;

/**
 * The points of one session: found at the server, subscribed to or polled, refused ones asked for again on their own, dead ones made
 * anew. One thread, which may wait.
 */
final class PointWatch {
    /** What is said of a point: that its filter is left out, and that it is read instead of watched. */
    private static final String FILTER = "filter";

    private static final String READING = "reading";

    private final OpcUaSettings settings;
    private final DriverContext context;
    private final AddressBook book;
    private final @Nullable PointSubscription subscription;
    private final PointPolling polling;
    private final Refusals refusals;
    private final GapFiller gaps;
    private final SessionValues values;
    private final MonitoringRules rules;
    private final KeyedTable<String, WatchedItem> items;

    /**
     * Watches nothing yet.
     *
     * @param subscription absent when the server has none: then every point is polled
     * @param items where items are kept by their point's name, for others to read
     */
    PointWatch(
            OpcUaSettings settings,
            DriverContext context,
            AddressBook book,
            @Nullable PointSubscription subscription,
            PointPolling polling,
            Refusals refusals,
            GapFiller gaps,
            SessionValues values,
            KeyedTable<String, WatchedItem> items) {
        this.settings = settings;
        this.context = context;
        this.book = book;
        this.subscription = subscription;
        this.polling = polling;
        this.refusals = refusals;
        this.gaps = gaps;
        this.values = values;
        this.items = items;
        this.rules = new MonitoringRules(settings);
    }

    /** Finds all points and begins to watch them. */
    void begin() throws DriverException {
        watch(book.resolve());
    }

    private void watch(Resolution found) throws DriverException {
        found.refused().forEach(one -> refusals.add(one.point(), one.quality(), one.reason()));
        List<WatchedItem> subscribed = new ArrayList<>();
        List<WatchedItem> polled = new ArrayList<>();
        for (Resolution.Node node : found.nodes()) {
            ItemParameters parameters = rules.of(node.point().name());
            boolean polls = subscription == null || parameters.poll();
            PointMark mark = polls ? null : gaps.mark(node.point());
            PointValues reader = values.point(node.point(), node.id());
            WatchedItem item = new WatchedItem(reader, parameters, mark, System.nanoTime());
            (polls ? polled : subscribed).add(item);
        }
        values.readTypes();
        poll(polled);
        subscribe(subscribed);
        gaps.begin(subscribed.stream()
                .map(wanted -> items.get(wanted.point().name()))
                .filter(item -> item != null && item.mark() != null)
                .map(item -> new Resolution.Node(item.point(), item.node()))
                .toList());
    }

    /** Asks again for what was refused. */
    void retryRefused() throws DriverException {
        List<Point> points = refusals.points();
        if (!points.isEmpty()) {
            watch(book.retry(points));
        }
    }

    /** Whether rules or paths may lead elsewhere by now although the server has not said so. */
    boolean isWorthAnotherLook() {
        return book.isWorthAnotherLook();
    }

    /** Follows what has changed among the server's nodes. */
    void lookAgain() throws DriverException {
        if (!book.isWorthAnotherLook()) {
            retryRefused();
            return;
        }
        Changes changes = book.refresh();
        List<Point> ended = new ArrayList<>();
        changes.gone().forEach(one -> ended.add(one.point()));
        changes.moved().forEach(node -> ended.add(node.point()));
        changes.added().forEach(node -> ended.add(node.point()));
        unwatch(ended);
        List<Resolution.Node> fresh = new ArrayList<>(changes.added());
        fresh.addAll(changes.moved());
        watch(new Resolution(fresh, changes.gone()));
    }

    private void unwatch(Collection<Point> points) {
        List<WatchedItem> gone = new ArrayList<>();
        for (Point point : points) {
            WatchedItem item = items.remove(point.name());
            if (item != null) {
                gone.add(item);
                leave(item);
            }
            refusals.accepted(point);
            for (String aspect : List.of(FILTER, READING)) {
                context.remark(new Remark(point.name(), aspect, ""));
            }
            values.remark(point.name(), "");
        }
        end(Set.copyOf(gone));
    }

    /** Makes items anew that the server has forgotten to tell of. */
    void rebuild(List<WatchedItem> dead) throws DriverException {
        end(Set.copyOf(dead));
        List<WatchedItem> fresh = new ArrayList<>(dead.size());
        for (WatchedItem item : dead) {
            PointMark mark = item.mark();
            if (mark != null) {
                // Beside what the dead item had kept back, something may change before the new one is there.
                mark.interrupted();
            }
            fresh.add(new WatchedItem(item.values(), item.parameters(), mark, System.nanoTime()));
        }
        subscribe(fresh);
    }

    /** Reads points from now on of which the server forgets to tell, however often they are made anew. */
    void pollInstead(List<WatchedItem> forgotten) {
        end(Set.copyOf(forgotten));
        List<WatchedItem> polled = new ArrayList<>(forgotten.size());
        for (WatchedItem item : forgotten) {
            leave(item);
            remark(
                    item,
                    READING,
                    "the server forgets to tell its changes: it is read every "
                            + Math.round(item.parameters().samplingMillis()) + " ms instead");
            polled.add(again(item, item.parameters().filter(), null));
        }
        poll(polled);
    }

    private void leave(WatchedItem item) {
        PointMark mark = item.mark();
        if (mark != null) {
            gaps.leave(mark);
        }
    }

    private void end(Set<WatchedItem> ended) {
        if (subscription != null && !ended.isEmpty()) {
            subscription.remove(ended);
        }
        polling.remove(ended);
    }

    /** What is watched. */
    List<WatchedItem> items() {
        return items.all();
    }

    private void poll(List<WatchedItem> polled) {
        for (WatchedItem item : polled) {
            items.put(item);
            refusals.accepted(item.point());
        }
        polling.add(polled);
    }

    private void subscribe(List<WatchedItem> wanted) throws DriverException {
        if (wanted.isEmpty() || subscription == null) {
            return;
        }
        List<WatchedItem> failed = new ArrayList<>();
        List<WatchedItem> plainly = new ArrayList<>();
        List<WatchedItem> polled = new ArrayList<>();
        try {
            subscription.create(wanted, (item, status) -> {
                if (status.isGood()) {
                    items.put(item);
                    refusals.accepted(item.point());
                    return;
                }
                failed.add(item);
                settle(item, status, plainly, polled);
            });
        } catch (UaException e) {
            throw Failures.explained(e, "watch " + wanted.size() + " points at " + settings.endpoint());
        }
        if (!failed.isEmpty()) {
            subscription.remove(Set.copyOf(failed));
        }
        poll(polled);
        subscribe(plainly);
    }

    /** An item that the server refuses: watched without its filter, polled, or told as refused. */
    private void settle(WatchedItem item, StatusCode status, List<WatchedItem> plainly, List<WatchedItem> polled) {
        long code = status.getValue();
        if (item.parameters().filter() != null && isAboutTheFilter(code)) {
            remark(
                    item,
                    FILTER,
                    "the server can't leave out small changes of it (" + Failures.name(code)
                            + "): it sends every change; remove its 'deadband' or 'trigger', or correct the range (EURange) there");
            plainly.add(again(item, null, item.mark()));
        } else if (isAboutWatching(code)) {
            remark(
                    item,
                    READING,
                    "the server can't watch it (" + Failures.name(code) + "): it is read every "
                            + Math.round(item.parameters().samplingMillis()) + " ms instead");
            polled.add(again(item, item.parameters().filter(), null));
        } else {
            refusals.add(item.point(), code);
        }
    }

    private void remark(WatchedItem item, String aspect, String text) {
        context.remark(new Remark(item.point().name(), aspect, text));
    }

    private static WatchedItem again(WatchedItem item, @Nullable DataChangeFilter filter, @Nullable PointMark mark) {
        ItemParameters before = item.parameters();
        ItemParameters after = new ItemParameters(
                before.samplingMillis(), before.queueSize(), before.discardOldest(), filter, before.poll());
        return new WatchedItem(item.values(), after, mark, System.nanoTime());
    }

    private static boolean isAboutTheFilter(long status) {
        return status == StatusCodes.Bad_DeadbandFilterInvalid
                || status == StatusCodes.Bad_MonitoredItemFilterInvalid
                || status == StatusCodes.Bad_MonitoredItemFilterUnsupported
                || status == StatusCodes.Bad_FilterNotAllowed;
    }

    private static boolean isAboutWatching(long status) {
        return status == StatusCodes.Bad_TooManyMonitoredItems
                || status == StatusCodes.Bad_MonitoringModeInvalid
                || status == StatusCodes.Bad_NotSupported
                || status == StatusCodes.Bad_NotImplemented
                || status == StatusCodes.Bad_ServiceUnsupported;
    }
}
