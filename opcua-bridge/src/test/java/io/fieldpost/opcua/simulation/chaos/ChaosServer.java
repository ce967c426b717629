package io.fieldpost.opcua.simulation.chaos;

import io.fieldpost.opcua.simulation.ServerCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;

/**
 * An OPC UA server on the loopback that fails on command, in the ways of servers in the field: a method for each fault, and objects for
 * those of its services ({@link #services()}), its answers ({@link #lies()}), its points ({@link #points()}) and its clock
 * ({@link #clock()}). Nothing happens by chance; whoever wants a random order draws it from a seed of his own.
 *
 * <p>Its points count ticks, so that a reader can tell loss, duplicates and order: while the server behaves, each tick comes once, in
 * order. Points, clock, faults and the census of requests outlive a restart. Methods that start and stop are called from one thread.
 */
public final class ChaosServer implements AutoCloseable {
    /** URI of the namespace that holds the points. */
    public static final String NAMESPACE = "urn:fieldpost:chaos";

    private static final String PREFIX = "Count.";
    private static final int BIND_ATTEMPTS = 5;

    private final ServerClock clock = new ServerClock();
    private final ServiceFaults services = new ServiceFaults();
    private final Lies lies = new Lies(clock);
    private final Census census = new Census();
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "chaos-clockwork");
        thread.setDaemon(true);
        return thread;
    });
    private final ChaosPoints points;
    private final ServerCertificate certificate;
    private final int port;
    private ChaosOptions options;
    private volatile ChaosLife life;

    private ChaosServer(ChaosOptions options) throws Exception {
        this.options = options;
        points = new ChaosPoints(options, clock);
        certificate = options.policies.isEmpty() ? null : ServerCertificate.make();
        int tried = options.port;
        for (int attempt = 1; life == null; attempt++) {
            tried = options.port == 0 ? freePort() : options.port;
            try {
                life = new ChaosLife(options, tried, certificate, this);
            } catch (Exception e) {
                if (attempt == BIND_ATTEMPTS || options.port != 0) {
                    throw e;
                }
            }
        }
        port = tried;
        long every = options.countEvery.toNanos();
        clockwork.scheduleAtFixedRate(points::countOn, every, every, TimeUnit.NANOSECONDS);
    }

    /** Starts a server that behaves. */
    public static ChaosServer start(ChaosOptions options) throws Exception {
        return new ChaosServer(options);
    }

    /** Where it listens, such as {@code opc.tcp://127.0.0.1:41234}. */
    public String endpoint() {
        return "opc.tcp://127.0.0.1:" + port;
    }

    /** The port of {@link #endpoint()}. */
    public int port() {
        return port;
    }

    /** Address of a point by the URI of its namespace. */
    public static String address(int point) {
        return "nsu=" + NAMESPACE + ";s=" + identifier(point);
    }

    /** Faults of its services: refused, late, unanswered. */
    public ServiceFaults services() {
        return services;
    }

    /** Faults of its answers: untrue. */
    public Lies lies() {
        return lies;
    }

    /** Its points, and their faults: bad, removed, silent. */
    public ChaosPoints points() {
        return points;
    }

    /** The clock behind every time that it tells of its values and of itself. */
    public ServerClock clock() {
        return clock;
    }

    /** What clients asked for. */
    public Census census() {
        return census;
    }

    /** How many sessions clients have; none while it is stopped. */
    public int sessions() {
        ChaosLife now = life;
        return now == null ? 0 : now.sessions();
    }

    /** How many subscriptions clients have; none while it is stopped. */
    public int subscriptions() {
        ChaosLife now = life;
        return now == null ? 0 : now.subscriptions();
    }

    /** How many connections are open; none while it is stopped. */
    public int connections() {
        ChaosLife now = life;
        return now == null ? 0 : now.connections();
    }

    /**
     * Ends every session without a word; the connections stay open.
     *
     * @param alsoSubscriptions whether their subscriptions end too, which answers their waiting publish requests with
     *     Bad_SessionClosed; else these are never answered
     */
    public void killSessions(boolean alsoSubscriptions) {
        running().killSessions(alsoSubscriptions);
    }

    /** Closes every connection; the sessions stay. */
    public void cutConnections() {
        running().cutConnections();
    }

    /** Forgets every subscription without a word; the sessions stay. */
    public void dropSubscriptions() {
        running().dropSubscriptions();
    }

    /** Ends every subscription with a StatusChangeNotification (Part 4, 7.25.4); the sessions stay. */
    public void endSubscriptions(StatusCode why) {
        running().endSubscriptions(why);
    }

    /** Stops and starts again at once. */
    public void restart() throws Exception {
        restart(options);
    }

    /** Stops and starts again at once, with our namespace at another index. */
    public void restartShifted() throws Exception {
        restart(options.shiftNamespaces());
    }

    /** Stops and starts again at once, with other limits, announcements or namespaces; points and their history stay as they are. */
    public void restart(ChaosOptions changed) throws Exception {
        stop();
        options = changed;
        start();
    }

    /** Starts a stopped server again at the same port. Does nothing to a running one. */
    public void start() throws Exception {
        if (life != null) {
            return;
        }
        life = new ChaosLife(options, port, certificate, this);
    }

    /** Closes the port and all connections; the points go on counting. Does nothing to a stopped one. */
    public void stop() {
        ChaosLife now = life;
        life = null;
        if (now != null) {
            now.close();
        }
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
        stop();
    }

    static String identifier(int point) {
        return PREFIX + point;
    }

    /** The number of the point with this identifier, or -1. */
    static int point(String identifier) {
        return identifier.startsWith(PREFIX) ? Integer.parseInt(identifier.substring(PREFIX.length())) : -1;
    }

    private ChaosLife running() {
        ChaosLife now = life;
        if (now == null) {
            throw new IllegalStateException("the chaos server is stopped: " + endpoint());
        }
        return now;
    }

    /** A port that was free a moment ago: the server must know its port before it binds, because it announces it. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
