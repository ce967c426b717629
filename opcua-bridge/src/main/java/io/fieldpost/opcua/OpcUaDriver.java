package io.fieldpost.opcua;

import io.fieldpost.driver.Browsable;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.FoundPoint;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.StreamingDriver;
import io.fieldpost.opcua.address.AddressBook;
import io.fieldpost.opcua.address.Changes;
import io.fieldpost.opcua.address.ModelWatch;
import io.fieldpost.opcua.address.Resolution;
import io.fieldpost.opcua.address.TreeWalk;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
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
final class OpcUaDriver implements StreamingDriver, Browsable {
    /** Milo waits 1 s before it tries to reactivate: this leaves it two attempts. */
    static final Duration SESSION_GRACE = Duration.ofSeconds(3);

    private static final Duration WATCH_PERIOD = Duration.ofMillis(250);

    /** What a keep-alive may be late for reasons of network and garbage collection, beyond one that is lost. */
    private static final Duration SLACK = Duration.ofSeconds(1);

    /** A server that is being reconfigured says so many times. */
    private static final Duration SETTLE = Duration.ofSeconds(1);

    private final OpcUaSettings settings;
    private final DriverContext context;
    private final LossPoints losses;
    private final AtomicBoolean lost = new AtomicBoolean();
    private volatile boolean closed;

    private @Nullable ClientThreads threads;
    private @Nullable Session session;
    private @Nullable ModelWatch modelWatch;

    OpcUaDriver(OpcUaSettings settings, DriverContext context) {
        this.settings = settings;
        this.context = context;
        this.losses = new LossPoints(context.source());
    }

    @Override
    public void open() throws DriverException {
        ClientThreads own = new ClientThreads(context.source());
        threads = own;
        session = Session.open(settings, context, own);
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
        SessionEvents events = new SessionEvents(watch, context.clock(), guarded, losses, this::lost);
        open.client().addSessionActivityListener(events);
        PointSubscription subscription =
                new PointSubscription(settings, open.client(), events, context.clock(), guarded);
        events.hearing(subscription::heard);
        AddressBook book = new AddressBook(
                open.client(), this::await, context.source(), points, settings.discover(), context::remark);
        Resolution resolution = book.resolve();
        ModelWatch changes =
                ModelWatch.start(context.source(), settings.lookAgain(), SETTLE, () -> lookAgain(book, subscription));
        modelWatch = changes;
        subscription.create(resolution, changes.items(open.client()));
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

    private void lookAgain(AddressBook book, PointSubscription subscription) throws DriverException {
        Set<Point> suspects = subscription.suspects();
        if (!closed && book.isWorthAnotherLook(suspects)) {
            Changes changes = book.refresh(suspects);
            if (!changes.isEmpty()) {
                subscription.apply(changes);
            }
        }
    }

    private <T> T await(CompletableFuture<T> answer, String what) throws DriverException {
        return Failures.await(answer, settings.requestTimeout(), what + " at " + settings.endpoint());
    }

    /** After {@link #open}, without {@link #start}. */
    @Override
    public Stream<FoundPoint> browse(String from, int levels) throws DriverException {
        Session open = session;
        if (open == null) {
            throw new IllegalStateException("browse before open: " + settings.endpoint());
        }
        return TreeWalk.from(from, levels, open.client(), this::await);
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
        ModelWatch changes = modelWatch;
        session = null;
        threads = null;
        modelWatch = null;
        if (changes != null) {
            changes.close();
        }
        if (open != null) {
            open.close();
        }
        if (own != null) {
            own.close();
        }
    }
}
