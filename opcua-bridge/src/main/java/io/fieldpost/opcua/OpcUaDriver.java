package io.fieldpost.opcua;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Remark;
import io.fieldpost.driver.StreamingDriver;
import io.fieldpost.opcua.event.EventWatches;
import io.fieldpost.opcua.event.KnownConditions;
import io.fieldpost.opcua.value.SessionValues;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One session and one subscription with one OPC UA server.
 *
 * <p>A short interruption (a switch restarts, a cable is swapped) is Milo's to repair: it reactivates the session, the server has kept
 * the subscription with its queues, and nothing is lost. Whatever Milo has not repaired within {@link #SESSION_GRACE}, a subscription
 * that did not survive, and a subscription that is silent beyond its due end this driver with one
 * {@link DriverContext#connectionLost}; the runner makes a new one. So no state outlives a server's restart, which is where clients
 * say "connected" and deliver nothing (Milo issues 614, 832, 1179), and a server sees one new session for one back-off of the runner.
 *
 * <p>Milo's callbacks come on this driver's own threads and are never blocked beyond the sink.
 */
final class OpcUaDriver implements StreamingDriver {
    /** Milo waits 1 s before it tries to reactivate: this leaves it two attempts. */
    static final Duration SESSION_GRACE = Duration.ofSeconds(3);

    private static final Duration EVENT_RETRY = Duration.ofMinutes(1);
    private static final Duration WATCH_PERIOD = Duration.ofMillis(250);

    /** What a keep-alive may be late for reasons of network and garbage collection, beyond one that is lost. */
    private static final Duration SLACK = Duration.ofSeconds(1);

    private final OpcUaSettings settings;
    private final DriverContext context;
    private final KnownConditions conditions;
    private final LossPoints losses;
    private final AtomicBoolean lost = new AtomicBoolean();
    private volatile boolean closed;

    private @Nullable ClientThreads threads;
    private @Nullable Session session;

    OpcUaDriver(OpcUaSettings settings, DriverContext context, KnownConditions conditions) {
        this.settings = settings;
        this.context = context;
        this.conditions = conditions;
        this.losses = new LossPoints(context.source());
    }

    @Override
    public void open() throws DriverException {
        ClientThreads own = new ClientThreads(context.source());
        threads = own;
        session = Session.open(settings, context, own, this::undecodable);
    }

    @Override
    public void start(List<Point> points, Consumer<Measurement> sink) throws DriverException {
        Session open = session;
        ClientThreads own = threads;
        if (open == null || own == null) {
            throw new IllegalStateException("start before open: " + settings.endpoint());
        }
        Consumer<Measurement> guarded = measurement -> {
            if (!closed) {
                sink.accept(measurement);
            }
        };
        SilenceWatch watch = new SilenceWatch(SESSION_GRACE.toNanos(), System.nanoTime());
        SessionEvents events = new SessionEvents(watch, context.clock(), losses, this::lost);
        open.client().addSessionActivityListener(events);
        SessionValues values = new SessionValues(open.client(), settings.enumerations(), guarded, context::remark);
        PointSubscription subscription =
                new PointSubscription(settings, open.client(), events, values, context.clock(), guarded);
        subscription.create(points);
        watchEvents(open, own, events, subscription, values, guarded);
        long silenceLimit =
                subscription.keepAlivePeriod().multipliedBy(2).plus(SLACK).toNanos();
        watch.heard(System.nanoTime());
        own.every(WATCH_PERIOD, () -> {
            String complaint = watch.complaint(silenceLimit, System.nanoTime());
            if (complaint.isEmpty()) {
                losses.tell(guarded, context.clock().instant());
            } else {
                lost(complaint);
            }
        });
    }

    /** Any thread. */
    private void undecodable(String reason, int values) {
        losses.notificationLost();
        context.remark(new Remark(
                "opcua/decoding",
                "a notification of the server breaks off, " + values + " values are lost: " + reason));
    }

    private void watchEvents(
            Session open,
            ClientThreads own,
            SessionEvents events,
            PointSubscription subscription,
            SessionValues values,
            Consumer<Measurement> guarded) {
        EventWatches watches = new EventWatches(
                context.source(),
                open.client(),
                subscription.subscription(),
                settings.events(),
                address -> NodeAddress.parse(address).resolve(open.client().getNamespaceTable()),
                values,
                conditions,
                guarded,
                context::remark,
                losses::overflowed,
                context.clock(),
                settings.requestTimeout().toMillis());
        events.events(watches);
        create(watches);
        own.every(EVENT_RETRY, () -> create(watches));
    }

    private static void create(EventWatches watches) {
        try {
            watches.create();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Any thread; only the first call counts. */
    private void lost(String fact) {
        if (!closed && lost.compareAndSet(false, true)) {
            context.connectionLost(new DriverException(Reason.UNREACHABLE, fact + ": " + settings.endpoint()));
        }
    }

    @Override
    public void close() {
        closed = true;
        Session open = session;
        ClientThreads own = threads;
        session = null;
        threads = null;
        if (open != null) {
            open.close();
        }
        if (own != null) {
            own.close();
        }
    }
}
