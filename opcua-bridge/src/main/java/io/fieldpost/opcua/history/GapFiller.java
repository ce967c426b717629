package io.fieldpost.opcua.history;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Remark;
import io.fieldpost.opcua.address.Resolution.Node;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Fills what an interruption kept from the gateway from the server's own history: of each point exactly the values between the last one
 * that the gateway has and the first one that it got afterwards, marked historical.
 *
 * <p>An interruption is anything that may have taken values: a new connection, a new life of the agent, a notification that is lost,
 * a queue at the server that was too short. Which span is missing is told by the source's times alone, never by the gateway's clock or
 * the server's; {@link PointMark} and {@link SpanFilter} say what that is worth when several values share a time, or the clock is set.
 *
 * <p>What is missing outlives the connection and the agent. A mark goes on only when the store has what it stands for
 * ({@link DriverContext#whenKept}), so a kill at any moment costs no value; it may repeat those which the store got in the instant of
 * the kill. Order of calls: {@link #open}, {@link #mark} for each point, then the subscription and {@link #begin} in any order, all from
 * the driver's start; {@link #delivered} behind each bundle of values; {@link #step} some ten times a second; {@link #close} before the
 * driver stops to hand over. Any thread; only open and begin block, a bounded time.
 */
public final class GapFiller implements AutoCloseable, HistoryReads.Outcome {
    /** How often {@link #step} wants to be called: one request each time at most. */
    public static final Duration PACE = Duration.ofMillis(100);

    /** How long to wait for what an earlier connection handed over; a store that takes longer refuses everything. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** While gaps keep coming, those that are done are told this often. */
    private static final long REPORT_NANOS = Duration.ofMinutes(1).toNanos();

    private final HistorySettings settings;
    private final DriverContext context;
    private final Consumer<Measurement> sink;
    private final HistoricalValues found;
    private final HistoryAccess access;
    private final MemoryFile file;
    private final Marks marks;
    private final HistoryReads reads;
    private long reportedNanos = System.nanoTime();
    private boolean begun;
    private boolean keeping;

    private GapFiller(
            OpcUaClient client,
            HistorySettings settings,
            Duration requestTimeout,
            DriverContext context,
            HistoricalValues found,
            Consumer<Measurement> sink) {
        this.settings = settings;
        this.context = context;
        this.sink = sink;
        this.found = found;
        access = new HistoryAccess(client, requestTimeout);
        file = MemoryFile.in(context.directory());
        Map<Long, Memory> remembered = isOff() ? Map.of() : file.read();
        marks = new Marks(remembered, settings.longest(), new GapReport(context.source()));
        reads = new HistoryReads(client, marks, settings, this);
    }

    /**
     * Begins for a new connection, and remembers what earlier ones left open.
     *
     * @param found where filled values go
     * @param sink where the event {@code opcua/gap} goes
     */
    public static GapFiller open(
            OpcUaClient client,
            HistorySettings settings,
            Duration requestTimeout,
            DriverContext context,
            HistoricalValues found,
            Consumer<Measurement> sink) {
        awaitEarlier(context);
        return new GapFiller(client, settings, requestTimeout, context, found, sink);
    }

    /** What the last connection handed over may still be on its way to the store, and its marks with it. */
    private static void awaitEarlier(DriverContext context) {
        CountDownLatch kept = new CountDownLatch(1);
        context.whenKept(kept::countDown);
        try {
            if (!kept.await(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                Logger.debug("the store has not kept what source {} handed over before", context.source());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isOff() {
        return settings.fill() == HistoryUse.Off;
    }

    /**
     * What a subscription tells its values of this point to, from its next item on. Between that and an earlier item, something may have
     * been missed; gaps wait until {@link #begin} tells the node.
     */
    public PointMark mark(Point point) {
        PointMark mark = marks.of(point);
        leave(mark);
        if (isOff()) {
            synchronized (marks) {
                mark.keepsNoHistory("");
            }
        }
        return mark;
    }

    /** Nobody watches the point for now: what is read of it would go nowhere, so its gaps wait. */
    public void leave(PointMark mark) {
        synchronized (marks) {
            mark.leave();
        }
    }

    /**
     * Filling may begin. Asks the server which of these it keeps a history of, unless all are to be tried.
     *
     * @param nodes points that the server knows, marked before or not
     */
    public void begin(List<Node> nodes) {
        if (isOff() || nodes.isEmpty()) {
            return;
        }
        BitSet readable = new BitSet(nodes.size());
        if (settings.fill() == HistoryUse.Required) {
            readable.set(0, nodes.size());
        } else {
            readable = access.readable(nodes);
        }
        if (!readable.isEmpty()) {
            reads.limitNodes(access.nodesPerRequest());
        }
        for (int i = 0; i < nodes.size(); i++) {
            PointMark mark = marks.of(nodes.get(i).point());
            synchronized (marks) {
                if (readable.get(i)) {
                    mark.found(nodes.get(i).id());
                } else {
                    mark.keepsNoHistory("the server offers no history of the point");
                }
            }
        }
        synchronized (marks) {
            begun = true;
        }
        delivered();
    }

    /** Notifications were lost for good: what comes next of any point may have had something before it. */
    public void notificationsLost() {
        synchronized (marks) {
            marks.interrupt();
        }
    }

    /** What was told to marks has been handed over; remembered as soon as it is kept. */
    public void delivered() {
        ByteBuffer image;
        synchronized (marks) {
            if (!begun || keeping || marks.isClosed() || !marks.takeChanged()) {
                return;
            }
            keeping = true;
            image = MemoryFile.image(marks);
        }
        context.whenKept(() -> keep(image));
    }

    private void keep(ByteBuffer image) {
        write(image);
        synchronized (marks) {
            keeping = false;
        }
        delivered();
    }

    private void write(ByteBuffer image) {
        synchronized (file) {
            file.write(image);
        }
    }

    /** Does what is due: one request for history at most, and the event of gaps that are done. */
    public void step() {
        if (isOff()) {
            return;
        }
        long now = System.nanoTime();
        Measurement event;
        synchronized (marks) {
            event = marks.isClosed() ? null : takeReport(now);
        }
        if (event != null) {
            sink.accept(event);
        }
        delivered();
        reads.step(now);
    }

    private @Nullable Measurement takeReport(long now) {
        Measurement event = marks.report().take(context.clock().instant(), now - reportedNanos > REPORT_NANOS);
        if (event != null) {
            reportedNanos = now;
        }
        return event;
    }

    @Override
    public void missing(PointMark point, List<DataValue> values) {
        synchronized (marks) {
            if (marks.isClosed()) {
                return;
            }
        }
        Instant now = context.clock().instant();
        for (DataValue value : values) {
            found.deliver(point.point, value, now);
        }
        synchronized (marks) {
            marks.report().filled(values.size());
        }
    }

    @Override
    public void withoutHistory(PointMark mark, String reason) {
        synchronized (marks) {
            mark.keepsNoHistory(reason);
        }
        if (settings.fill() == HistoryUse.Required) {
            context.remark(new Remark(
                    mark.point.name(),
                    "its gaps stay, for the server keeps no history of it (" + reason
                            + "); let the server historize it, or set 'history: { fill: Auto }'"));
        }
    }

    @Override
    public void told(Runnable next) {
        delivered();
        context.whenKept(next);
    }

    /** Nothing is filled any more; what is missing is remembered. Values that are delivered from now on may come again. */
    @Override
    public void close() {
        ByteBuffer image;
        synchronized (marks) {
            if (marks.isClosed()) {
                return;
            }
            marks.close();
            image = MemoryFile.image(marks);
        }
        if (isOff()) {
            return;
        }
        context.whenKept(() -> {
            write(image);
            synchronized (file) {
                file.close();
            }
        });
    }
}
