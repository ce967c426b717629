package io.fieldpost.opcua.simulation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/**
 * An OPC UA server on the loopback with an injection-moulding machine behind it. It can be stopped and started again at the same
 * port, while the machine's own counters go on. Methods are called from one thread.
 */
public final class InjectionMouldingLine implements AutoCloseable {
    /** URI of the namespace that holds the machine. */
    public static final String NAMESPACE = "urn:fieldpost:demo:line";

    private static final long SEED = 1;
    private static final int BIND_ATTEMPTS = 5;
    private static final Duration MACHINE_STEP = Duration.ofMillis(100);

    /** What to simulate; {@link #demo()} is a place to begin. Immutable: each {@code with} makes another one. */
    public static final class Options {
        private double speed = 1;
        private int counters;
        private Duration countEvery = Duration.ofSeconds(1);
        private List<SecurityPolicy> policies = List.of();
        private String user = "";
        private String password = "";
        private int itemsPerCall = 10_000;
        private String announcedHost = "127.0.0.1";
        private boolean shiftNamespaces;
        private Map<String, Variant> constants = Map.of();

        private Options() {}

        private Options with(Consumer<Options> change) {
            Options copy = new Options();
            copy.speed = speed;
            copy.counters = counters;
            copy.countEvery = countEvery;
            copy.policies = policies;
            copy.user = user;
            copy.password = password;
            copy.itemsPerCall = itemsPerCall;
            copy.announcedHost = announcedHost;
            copy.shiftNamespaces = shiftNamespaces;
            copy.constants = constants;
            change.accept(copy);
            return copy;
        }

        /** The machine alone, in real time, without protection. */
        public static Options demo() {
            return new Options();
        }

        /** The same with variables {@code Count.0}, {@code Count.1} … that carry the number of their tick. */
        public Options withCounters(int count, Duration every) {
            return with(copy -> {
                copy.counters = count;
                copy.countEvery = every;
            });
        }

        /** The same at another speed: so many seconds of the machine pass in one second. */
        public Options withSpeed(double faster) {
            return with(copy -> copy.speed = faster);
        }

        /** The same with these security policies beside None, signed and encrypted. */
        public Options withPolicies(SecurityPolicy... offered) {
            return with(copy -> copy.policies = List.of(offered));
        }

        /** The same for one user only. */
        public Options withUser(String name, String secret) {
            return with(copy -> {
                copy.user = name;
                copy.password = secret;
            });
        }

        /** The same with a limit of monitored items in one call. */
        public Options withItemsPerCall(int items) {
            return with(copy -> copy.itemsPerCall = items);
        }

        /** The same under another host name in what the server announces. */
        public Options withAnnouncedHost(String host) {
            return with(copy -> copy.announcedHost = host);
        }

        /** The same with another namespace in the place of ours, which moves on by one. */
        public Options withShiftedNamespaces() {
            return with(copy -> copy.shiftNamespaces = true);
        }

        /** The same with further variables by identifier. */
        public Options withConstants(Map<String, Variant> further) {
            return with(copy -> copy.constants = further);
        }

        double speed() {
            return speed;
        }

        int counters() {
            return counters;
        }

        Duration countEvery() {
            return countEvery;
        }

        List<SecurityPolicy> policies() {
            return policies;
        }

        String user() {
            return user;
        }

        String password() {
            return password;
        }

        int itemsPerCall() {
            return itemsPerCall;
        }

        String announcedHost() {
            return announcedHost;
        }

        boolean shiftNamespaces() {
            return shiftNamespaces;
        }

        Map<String, Variant> constants() {
            return constants;
        }
    }

    /**
     * A point of the machine, as a source's configuration has it.
     *
     * @param unit UCUM code
     */
    public record LinePoint(String name, String address, String unit) {}

    private final MouldingMachine machine;
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "demo-line-machine");
        thread.setDaemon(true);
        return thread;
    });
    private final ServerCertificate certificate;
    private final int port;
    private volatile Options options;
    private volatile LineServer server;
    private volatile long tick;

    private InjectionMouldingLine(Options options) throws Exception {
        this.options = options;
        machine = new MouldingMachine(SEED);
        certificate = options.policies().isEmpty() ? null : ServerCertificate.make();
        LineServer bound = null;
        int free = 0;
        for (int attempt = 1; bound == null; attempt++) {
            free = freePort();
            try {
                bound = new LineServer(options, free, certificate);
            } catch (Exception e) {
                if (attempt == BIND_ATTEMPTS) {
                    throw e;
                }
            }
        }
        port = free;
        server = bound;
        long step = MACHINE_STEP.toNanos();
        clockwork.scheduleAtFixedRate(this::stepMachine, 0, step, TimeUnit.NANOSECONDS);
        long count = options.countEvery().toNanos();
        clockwork.scheduleAtFixedRate(this::count, 0, count, TimeUnit.NANOSECONDS);
    }

    /** Starts a line at a free port of the loopback. */
    public static InjectionMouldingLine start(Options options) throws Exception {
        return new InjectionMouldingLine(options);
    }

    /** Where it listens, such as {@code opc.tcp://127.0.0.1:41234}. */
    public String endpoint() {
        return "opc.tcp://127.0.0.1:" + port;
    }

    /** The port of {@link #endpoint()}. */
    public int port() {
        return port;
    }

    /** The machine's points. */
    public List<LinePoint> points() {
        return LineVariable.ALL.stream()
                .map(variable -> new LinePoint(variable.name(), address(variable.id()), variable.unit()))
                .toList();
    }

    /** The counting points. */
    public List<LinePoint> counters() {
        List<LinePoint> points = new ArrayList<>();
        for (int i = 0; i < options.counters(); i++) {
            points.add(new LinePoint("count-" + i, address("Count." + i), "1"));
        }
        return points;
    }

    /** Address of a variable of this line. */
    public static String address(String id) {
        return "nsu=" + NAMESPACE + ";s=" + id;
    }

    /** What the alarm of the machine's guard door can do. */
    public enum Guard {
        RAISE,
        ACKNOWLEDGE,
        CLEAR,
        CLEAR_AT_LOW_SEVERITY,
        /** Ends without an event. */
        END_SILENTLY
    }

    /** Lets the guard door's alarm do something. */
    public void guard(Guard does) {
        LineAlarm guard = running().namespace().guard();
        switch (does) {
            case RAISE -> guard.raise();
            case ACKNOWLEDGE -> guard.acknowledge();
            case CLEAR -> guard.clear();
            case CLEAR_AT_LOW_SEVERITY -> guard.clearAtLowSeverity();
            case END_SILENTLY -> guard.endSilently();
        }
    }

    /** Fires an event of one of OPC UA's own types. */
    public void event(int type, String message, int severity) {
        running().namespace().alarms().fire(new NodeId(0, type), message, severity);
    }

    /** Waits, within a bound, until clients have asked this server's life for so many refreshes. */
    public void awaitRefreshes(int count, Duration bound) throws InterruptedException {
        running().namespace().alarms().awaitRefreshes(count, bound.toMillis());
    }

    /** How often clients have asked this server's life for a refresh. */
    public int refreshes() {
        return running().namespace().alarms().refreshes();
    }

    private LineServer running() {
        LineServer running = server;
        if (running == null) {
            throw new IllegalStateException("the server is stopped");
        }
        return running;
    }

    /** How many sessions clients have at the server. */
    public int sessions() {
        LineServer running = server;
        return running == null ? 0 : running.sessions();
    }

    /** What can be written and called. */
    public LineControls controls() {
        return server.namespace().controls();
    }

    /** What the last write carried, as it came from the client; null before the first. */
    public DataValue lastWritten() {
        return server.namespace().lastWritten();
    }

    /** The value of a variable as the server has it. */
    public Object value(String id) {
        return server.namespace().value(id).value().value();
    }

    /** Number of the last tick that the counting variables carry. */
    public long tick() {
        return tick;
    }

    /** Closes the server with all its connections; the machine goes on. Does nothing to a stopped one. */
    public void stop() {
        LineServer running = server;
        server = null;
        if (running != null) {
            running.close();
        }
    }

    /** Starts a stopped server again at the same port. */
    public void restart() throws Exception {
        restart(options);
    }

    /** Starts a stopped server again at the same port, with other options; speed and counting stay as they were. */
    public void restart(Options changed) throws Exception {
        options = changed;
        server = new LineServer(changed, port, certificate);
    }

    /** Stops machine and server. */
    @Override
    public void close() {
        clockwork.shutdownNow();
        stop();
    }

    private void stepMachine() {
        machine.step(MACHINE_STEP.toNanos() / 1e9 * options.speed());
        LineServer running = server;
        if (running != null) {
            running.namespace().show(machine, Instant.now());
        }
    }

    private void count() {
        tick++;
        LineServer running = server;
        if (running != null) {
            running.namespace().count(tick, Instant.now());
        }
    }

    /** A port that was free a moment ago: the server must know its port before it binds, because it announces it. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
