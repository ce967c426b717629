package io.fieldpost.opcua;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Remark;
import io.fieldpost.opcua.address.AddressBook;
import io.fieldpost.opcua.address.ModelWatch;
import io.fieldpost.opcua.address.Resolution;
import io.fieldpost.opcua.event.EventWatches;
import io.fieldpost.opcua.event.KnownConditions;
import io.fieldpost.opcua.history.GapFiller;
import io.fieldpost.opcua.table.KeyedTable;
import io.fieldpost.opcua.value.Reading;
import io.fieldpost.opcua.value.SessionValues;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * What a driver does with its session once it has one: subscribes or polls, hands over, asks again for what was refused, and does not
 * believe silence. Work that waits for the server runs on one thread of its own, so that neither Milo's callbacks nor the runner do.
 */
final class Watching {
    /** Milo waits 1 s before it tries to reactivate: this leaves it two attempts. */
    static final Duration SESSION_GRACE = Duration.ofSeconds(3);

    private static final Duration WATCH_PERIOD = Duration.ofMillis(250);

    /** Far enough from overflowing. */
    private static final Duration NEVER_SILENT = Duration.ofDays(365);

    private static final Duration SETTLE = Duration.ofSeconds(1);

    /** What a keep-alive may be late for reasons of network and garbage collection, beyond one that is lost. */
    private static final Duration SLACK = Duration.ofSeconds(1);

    /** An item that falls silent again so soon after it was made anew can't be watched; if most do, their subscription is broken. */
    private static final long RELAPSE_NANOS = TimeUnit.MINUTES.toNanos(10);

    // For the session's life.
    private final OpcUaSettings settings;
    private final DriverContext context;
    private final OpcUaClient client;
    private final ClientThreads threads;
    private final ServerMemory memory;
    private final KnownConditions conditions;
    private final Arrivals arrivals;
    private final Consumer<Measurement> sink;
    private final Consumer<DriverException> lost;
    private final LossPoints losses;
    private final SessionValues values;
    private final GapFiller gaps;
    private final Delivery delivery;
    private final KeyedTable<String, WatchedItem> items =
            new KeyedTable<>(item -> item.point().name());
    private final SilenceWatch watch = new SilenceWatch(SESSION_GRACE.toNanos(), System.nanoTime());
    private final Map<String, Long> rebuilt = new HashMap<>();
    /** Names of the points that no rule has found; looked at only where there are rules. */
    private final Set<String> configured = new HashSet<>();

    Watching(
            OpcUaSettings settings,
            DriverContext context,
            Session session,
            ClientThreads threads,
            ServerMemory memory,
            KnownConditions conditions,
            Arrivals arrivals,
            Consumer<Measurement> sink,
            Consumer<DriverException> lost) {
        this.settings = settings;
        this.context = context;
        this.client = session.client();
        this.threads = threads;
        this.memory = memory;
        this.conditions = conditions;
        this.arrivals = arrivals;
        this.sink = sink;
        this.lost = lost;
        this.losses = new LossPoints(context.source());
        this.values = new SessionValues(client, settings.enumerations(), sink, context::remark);
        this.gaps = GapFiller.open(
                client, settings.history(), settings.requestTimeout(), context, this::deliverHistorical, sink);
        this.delivery = new Delivery(context.clock(), losses, gaps);
        session.tell(watch);
    }

    /** Subscribes, and returns; the items are made while the first values already come. */
    void start(List<Point> points) throws DriverException {
        if (!settings.discover().isEmpty()) {
            points.forEach(point -> configured.add(point.name()));
        }
        ItemTable table = new ItemTable();
        SessionEvents events = new SessionEvents(watch, delivery, table, this::lost);
        arrivals.goTo(events);
        client.addSessionActivityListener(events);
        PointSubscription subscription = subscribed(new PointSubscription(settings, client, memory, table, events));
        ItemReads reads = new ItemReads(client, new ServerLimits(client).nodesPerRead());
        PointPolling polling = new PointPolling(reads, delivery::deliver, threads, this::lost);
        AddressBook book =
                new AddressBook(client, this::await, context.source(), points, settings.discover(), context::remark);
        PointWatch pointWatch = new PointWatch(
                settings, context, book, subscription, polling, new Refusals(context, sink), gaps, values, items);
        watch.heard(System.nanoTime());
        threads.every(WATCH_PERIOD, () -> listen(subscription));
        threads.every(GapFiller.PACE, gaps::step);
        threads.ask(() -> asking("watch its points", pointWatch::begin));
        watchModel(subscription, pointWatch);
        watchEvents(events, subscription, book);
        threads.askEvery(
                settings.retryRefusedEvery(), () -> asking("ask again for refused points", pointWatch::retryRefused));
        if (subscription != null && !settings.checkSilentAfter().isZero()) {
            SilentItems silent =
                    new SilentItems(settings.checkSilentAfter(), subscription.publishingMillis(), System::nanoTime);
            threads.askEvery(
                    period(settings.checkSilentAfter()),
                    () -> asking("look after silent points", () -> lookAfter(silent, pointWatch, reads)));
        }
    }

    /** A server that is being reconfigured says so many times: it is looked at once things have settled. */
    private void watchModel(@Nullable PointSubscription subscription, PointWatch pointWatch) {
        AtomicBoolean due = new AtomicBoolean();
        Runnable look = () -> {
            due.set(false);
            asking("look its points up again", pointWatch::lookAgain);
        };
        if (subscription != null) {
            List<OpcUaMonitoredItem> items = ModelWatch.items(client, () -> {
                if (due.compareAndSet(false, true)) {
                    values.modelChanged();
                    threads.askAfter(SETTLE, look);
                }
            });
            threads.ask(() -> asking("listen for changes of its nodes", () -> subscription.add(items)));
        }
        if (pointWatch.isWorthAnotherLook()) {
            threads.askEvery(settings.lookAgain(), look);
        }
    }

    private <T> T await(CompletableFuture<T> answer, String what) throws DriverException {
        return Failures.await(answer, settings.requestTimeout(), what + " at " + settings.endpoint());
    }

    /** The node of an address, or nothing when this server has none; the next attempt asks again. */
    private static @Nullable NodeId node(AddressBook book, String address) {
        try {
            List<Resolution.Node> found = book.find(address).nodes();
            return found.isEmpty() ? null : found.get(0).id();
        } catch (DriverException e) {
            Logger.debug("cannot look up {}: {}", address, e.getMessage());
            return null;
        }
    }

    private void watchEvents(SessionEvents events, @Nullable PointSubscription subscription, AddressBook book) {
        if (settings.events().isEmpty()) {
            return;
        }
        if (subscription == null) {
            context.remark(new Remark("events", "without a subscription no event comes from this server"));
            return;
        }
        EventWatches watches = new EventWatches(
                context.source(),
                client,
                subscription.milo(),
                settings.events(),
                address -> node(book, address),
                values,
                conditions,
                sink,
                context::remark,
                losses::overflowed,
                context.clock(),
                settings.requestTimeout().toMillis());
        events.events(watches);
        threads.ask(() -> asking("watch its events", watches::create));
        threads.askEvery(settings.retryRefusedEvery(), () -> asking("watch its events", watches::create));
    }

    /** A value that the server had kept; one of a point that is not watched any more goes nowhere. */
    private void deliverHistorical(Point point, DataValue value, Instant now) {
        WatchedItem item = items.get(point.name());
        if (item != null) {
            item.values().accept(Reading.of(value), now, true);
        }
    }

    /** A notification broke off. Any thread. */
    void undecodable(String reason, int lostValues) {
        delivery.notificationLost();
        context.remark(new Remark(
                "opcua/decoding",
                "a notification of the server breaks off, " + lostValues + " values are lost: " + reason));
    }

    /** The runner tells of the points that it knows that nothing comes any more; of those that rules found, nobody else does. */
    void tellLost() {
        if (settings.discover().isEmpty()) {
            return;
        }
        Instant now = context.clock().instant();
        for (WatchedItem item : items.all()) {
            if (!configured.contains(item.point().name())) {
                sink.accept(Measurement.bad(item.point(), Quality.BAD_NOT_CONNECTED, now));
            }
        }
    }

    /** Before the driver stops handing over: what still waits is told, and what was delivered is remembered. */
    void close() {
        values.close();
        gaps.close();
    }

    private static Duration period(Duration limit) {
        long millis = Math.max(500, Math.min(limit.toMillis() / 4, 15_000));
        return Duration.ofMillis(millis);
    }

    /** The subscription, made at the server; nothing when the server has none to give. */
    private @Nullable PointSubscription subscribed(PointSubscription wanted) throws DriverException {
        try {
            wanted.open();
            return wanted;
        } catch (UaException e) {
            if (!isAboutSubscribing(e.getStatusCode().getValue())) {
                throw Failures.explained(e, "subscribe at " + settings.endpoint());
            }
            context.remark(new Remark(
                    "subscription",
                    "the server gives no subscription ("
                            + Failures.name(e.getStatusCode().getValue())
                            + "): every point is read at its sampling interval instead"));
            return null;
        }
    }

    private static boolean isAboutSubscribing(long status) {
        return status == StatusCodes.Bad_ServiceUnsupported
                || status == StatusCodes.Bad_NotImplemented
                || status == StatusCodes.Bad_NotSupported
                || status == StatusCodes.Bad_TooManySubscriptions;
    }

    /** Never waits. */
    private void listen(@Nullable PointSubscription subscription) {
        long now = System.nanoTime();
        if (subscription == null) {
            // Polling judges its own answers; what is watched here is that the session comes back.
            watch.heard(now);
        }
        long limit = subscription == null
                ? NEVER_SILENT.toNanos()
                : subscription.keepAlivePeriod().multipliedBy(2).plus(SLACK).toNanos();
        String complaint = watch.complaint(limit, now);
        if (complaint.isEmpty()) {
            losses.tell(sink, context.clock().instant());
        } else {
            lost(complaint);
        }
    }

    private void lost(String fact) {
        lost.accept(new DriverException(Reason.UNREACHABLE, fact + ": " + settings.endpoint()));
    }

    @FunctionalInterface
    private interface Asking {
        void run() throws Exception;
    }

    /** A server that does not answer, or answers with what no server may, ends the session; the next one begins afresh. */
    private void asking(String what, Asking task) {
        try {
            task.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DriverException e) {
            lost.accept(e);
        } catch (Exception | StackOverflowError | AssertionError | LinkageError e) {
            lost.accept(Failures.explained(e, what + " at " + settings.endpoint()));
        }
    }

    private void lookAfter(SilentItems silent, PointWatch points, ItemReads reads) throws Exception {
        List<SilentItems.Dead> dead = silent.check(
                points.items(),
                (items, taker) -> Failures.await(
                        reads.read(items, taker),
                        settings.requestTimeout().multipliedBy(1 + items.size() / ServerMemory.MOST_PER_CALL),
                        "read " + items.size() + " silent points at " + settings.endpoint()));
        if (dead.isEmpty()) {
            return;
        }
        long now = System.nanoTime();
        List<WatchedItem> first = new ArrayList<>();
        List<WatchedItem> relapsed = new ArrayList<>();
        for (SilentItems.Dead one : dead) {
            delivery.deliverForgotten(one.item(), one.value());
            Long before = rebuilt.put(one.item().point().name(), now);
            boolean isRelapse = before != null && now - before < RELAPSE_NANOS;
            (isRelapse ? relapsed : first).add(one.item());
        }
        if (2 * relapsed.size() > items.size()) {
            lost("the server forgets to tell changes of " + relapsed.size() + " points, such as "
                    + relapsed.get(0).point().name() + ", again");
            return;
        }
        points.pollInstead(relapsed);
        points.rebuild(first);
    }
}
