package io.fieldpost.opcua;

import io.fieldpost.driver.Browsable;
import io.fieldpost.driver.DeviceMethod;
import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.FoundPoint;
import io.fieldpost.driver.Invocable;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.MethodAnswer;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.StreamingDriver;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.Writable;
import io.fieldpost.opcua.address.TreeWalk;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One session and one subscription with one OPC UA server.
 *
 * <p>A short interruption (a switch restarts, a cable is swapped) is Milo's to repair: it reactivates the session, the server has kept
 * the subscription with its queues, and nothing is lost. Whatever Milo has not repaired within {@link Watching#SESSION_GRACE}, a
 * subscription that did not survive, and a subscription that is silent beyond its due end this driver with one
 * {@link DriverContext#connectionLost}; the runner makes a new one. So no state outlives a server's restart, which is where clients
 * say "connected" and deliver nothing (Milo issues 614, 832, 1179), and a server sees one new session for one back-off of the runner.
 *
 * <p>Milo's callbacks come on this driver's own threads and are never blocked beyond the sink.
 */
final class OpcUaDriver implements StreamingDriver, Writable, Invocable, Browsable {
    private final OpcUaSettings settings;
    private final DriverContext context;
    private final AgentWide shared;
    private final AtomicBoolean lost = new AtomicBoolean();
    private final Arrivals arrivals = new Arrivals();
    private volatile boolean closed;

    private @Nullable ClientThreads threads;
    private @Nullable Dialer dialer;
    private @Nullable Session session;
    private @Nullable MachineCommands commands;
    private volatile @Nullable Watching watching;

    OpcUaDriver(OpcUaSettings settings, DriverContext context, AgentWide shared) {
        this.settings = settings;
        this.context = context;
        this.shared = shared;
    }

    @Override
    public void open() throws DriverException {
        ClientThreads own = new ClientThreads(context.source());
        threads = own;
        Dialer made = new Dialer(settings, own, shared, this::lost);
        dialer = made;
        Session open = Session.open(settings, context, made, arrivals, this::undecodable);
        session = open;
        commands = new MachineCommands(open.client(), settings.enumerations(), settings.requestTimeout());
    }

    @Override
    public void start(List<Point> points, Consumer<Measurement> sink) throws DriverException {
        Session open = session;
        ClientThreads own = threads;
        Dialer way = dialer;
        if (open == null || own == null || way == null) {
            throw new IllegalStateException("start before open: " + settings.endpoint());
        }
        Consumer<Measurement> guarded = measurement -> {
            if (!closed) {
                sink.accept(measurement);
            }
        };
        Watching begun = new Watching(
                settings,
                context,
                open,
                own,
                way.memory(),
                shared.conditionsOf(context.source()),
                arrivals,
                guarded,
                this::lost);
        watching = begun;
        begun.start(points);
    }

    @Override
    public DeviceStatus write(Point point, Value value) throws DriverException {
        return opened().write(point, value);
    }

    @Override
    public MethodAnswer call(DeviceMethod method, List<Value> arguments) throws DriverException {
        return opened().call(method, arguments);
    }

    private MachineCommands opened() {
        MachineCommands opened = commands;
        if (opened == null) {
            throw new IllegalStateException("a command before open: " + settings.endpoint());
        }
        return opened;
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

    private <T> T await(CompletableFuture<T> answer, String what) throws DriverException {
        return Failures.await(answer, settings.requestTimeout(), what + " at " + settings.endpoint());
    }

    /** Any thread. */
    private void undecodable(String reason, int values) {
        Watching begun = watching;
        if (begun != null) {
            begun.undecodable(reason, values);
        }
    }

    /** Any thread; only the first call counts. */
    private void lost(DriverException cause) {
        if (!closed && lost.compareAndSet(false, true)) {
            context.connectionLost(cause);
        }
    }

    @Override
    public void close() {
        Watching begun = watching;
        try {
            if (begun != null) {
                begun.close();
                if (lost.get()) {
                    begun.tellLost();
                }
            }
        } finally {
            closed = true;
            closeConnection();
        }
    }

    private void closeConnection() {
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
