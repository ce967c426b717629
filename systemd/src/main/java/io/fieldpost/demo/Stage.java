package io.fieldpost.demo;

import io.fieldpost.agent.Agent;
import io.fieldpost.agent.Drivers;
import io.fieldpost.agent.GatewayFile;
import io.fieldpost.agent.centre.CentreBooks;
import io.fieldpost.agent.centre.CentreLine;
import io.fieldpost.agent.centre.CentreReceiver;
import io.fieldpost.agent.centre.CentreSnapshot;
import io.fieldpost.agent.cli.Version;
import io.fieldpost.agent.publish.BrokerAccess;
import io.fieldpost.agent.simulation.EmbeddedBroker;
import io.fieldpost.agent.status.DestinationStatus;
import io.fieldpost.config.Result;
import io.fieldpost.config.gateway.GatewayConfig;
import io.fieldpost.opcua.simulation.InjectionMouldingLine;
import io.fieldpost.radio.simulation.RtlTcpServer;
import io.fieldpost.radio.simulation.SynthesisedBand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that the demo starts, closed in the reverse order. */
final class Stage {
    private static final long SEED = 20261123;
    private static final int FIRST_STATIONS = 5;
    private static final int LINES_BETWEEN_STATIONS = 10;
    private static final Duration SUBSCRIBED = Duration.ofSeconds(10);

    private final Path directory;
    private final boolean temporary;
    private final int consolePort;
    private final PrintWriter out;
    private final AirReport air = new AirReport();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private @Nullable CentreReceiver centre;
    private @Nullable Agent agent;
    private int nextStations = FIRST_STATIONS;
    private boolean closed;
    private boolean nothingMissing = true;

    /** @param temporary whether the directory is deleted at the end */
    Stage(Path directory, boolean temporary, int consolePort, PrintWriter out) {
        this.directory = directory;
        this.temporary = temporary;
        this.consolePort = consolePort;
        this.out = out;
    }

    /** Starts the counterparts, the centre's receiver and the agent; says what each is. */
    void open() throws Exception {
        say("Fieldpost " + Version.text() + ", a demonstration with everything on this machine (Ctrl-C ends it)");
        InjectionMouldingLine line = opened(InjectionMouldingLine.start(InjectionMouldingLine.Options.demo()));
        say("machine    a simulated injection-moulding line, OPC UA      " + line.endpoint());
        RtlTcpServer receiver = opened(RtlTcpServer.serving(new SynthesisedBand(SEED), RtlTcpServer.Pace.REAL_TIME));
        say("receiver   a simulated FM band, rtl_tcp                     " + receiver.uri());
        LicenceFile licences = opened(LicenceFile.write());
        EmbeddedBroker broker = opened(new EmbeddedBroker().start());
        say("broker     Apache ActiveMQ Artemis, embedded, MQTT 5        " + broker.url());
        CentreReceiver started = opened(CentreReceiver.start(
                BrokerAccess.anonymous(broker.url()),
                "demo-centre",
                Duration.ZERO,
                new CentreBooks(InstantSource.system(), air)));
        awaitSubscription(started);
        Agent running = opened(Agent.start(
                config(DemoFile.text(line, receiver.uri(), licences.path(), broker.url(), directory, consolePort)),
                Drivers.onClassPath(),
                Version.text()));
        synchronized (this) {
            centre = started;
            agent = running;
        }
        say("store      on disk                                          " + directory);
        say("page       open it in a browser                             " + running.page());
        say("What the centre receives, once a second:");
    }

    private synchronized <T extends AutoCloseable> T opened(T part) throws Exception {
        if (closed) {
            part.close();
            throw new IllegalStateException("the demo was ended while it started");
        }
        open.push(part);
        return part;
    }

    private static void awaitSubscription(CentreReceiver receiver) throws InterruptedException {
        long deadline = System.nanoTime() + SUBSCRIBED.toNanos();
        while (!receiver.subscribed() && System.nanoTime() - deadline < 0) {
            Thread.sleep(20);
        }
    }

    private static GatewayConfig config(String yaml) {
        Result<GatewayConfig> result = new GatewayFile(Drivers.onClassPath()).read("demo.yaml", yaml);
        if (result instanceof Result.Rejected<GatewayConfig> rejected) {
            throw new IllegalStateException("the demo's own gateway is wrong: " + rejected.problems());
        }
        return ((Result.Read<GatewayConfig>) result).value();
    }

    /** Prints what the centre has received and what still waits in the store; now and then, what it sees on the air. */
    synchronized void printLine(int second) {
        CentreReceiver receiving = centre;
        Agent running = agent;
        if (closed || receiving == null || running == null) {
            return;
        }
        long backlog = running.status().destinations().stream()
                .mapToLong(DestinationStatus::backlog)
                .sum();
        say(CentreLine.text(receiving.snapshot(System.nanoTime())) + "  backlog " + backlog);
        if (second >= nextStations) {
            List<String> seen = air.stations();
            seen.forEach(this::say);
            nextStations = seen.isEmpty() ? nextStations : second + LINES_BETWEEN_STATIONS;
        }
        air.alarms().forEach(this::say);
    }

    /**
     * Ends everything, the agent first. Once; a second call finds it done.
     *
     * @return whether nothing was missing at the centre
     */
    synchronized boolean close() {
        if (closed) {
            return nothingMissing;
        }
        closed = true;
        // The agent says good-bye first, so that the centre counts everything that it sent.
        closePart(agent);
        CentreReceiver receiving = centre;
        if (receiving != null) {
            CentreSnapshot last = receiving.snapshot(System.nanoTime());
            nothingMissing = last.missing() == 0;
            say(String.format(
                    Locale.ROOT,
                    "Ended. The centre has %,d values in %,d records: %,d missing, %,d duplicates.",
                    last.values(),
                    last.messages() - last.duplicates(),
                    last.missing(),
                    last.duplicates()));
        }
        open.forEach(Stage::closePart);
        if (temporary) {
            delete(directory);
        }
        return nothingMissing;
    }

    private static void closePart(@Nullable AutoCloseable part) {
        try {
            if (part != null) {
                part.close();
            }
        } catch (Exception e) {
            // The others are still to be closed, and the process ends anyway.
            System.err.println("fieldpost: could not be closed: " + e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("left behind: " + directory, e);
        }
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
