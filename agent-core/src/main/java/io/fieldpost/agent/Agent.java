package io.fieldpost.agent;

import io.fieldpost.agent.command.CommandGate;
import io.fieldpost.agent.command.CommandJournal;
import io.fieldpost.agent.command.Commands;
import io.fieldpost.agent.console.ConsoleException;
import io.fieldpost.agent.console.StatusServer;
import io.fieldpost.agent.control.ControlException;
import io.fieldpost.agent.control.ControlSocket;
import io.fieldpost.agent.plant.AgentView;
import io.fieldpost.agent.plant.PlantServer;
import io.fieldpost.agent.plant.PointServers;
import io.fieldpost.agent.plant.StoreHistory;
import io.fieldpost.agent.plugin.PluginDesk;
import io.fieldpost.agent.plugin.PluginFactory;
import io.fieldpost.agent.publish.PublishLoop;
import io.fieldpost.agent.publish.PublishRunner;
import io.fieldpost.agent.record.Batch;
import io.fieldpost.agent.record.BatchCodec;
import io.fieldpost.agent.record.BatchReader;
import io.fieldpost.agent.record.DamagedBatchException;
import io.fieldpost.agent.source.Conduct;
import io.fieldpost.agent.source.SourceEnvironment;
import io.fieldpost.agent.source.SourceLimits;
import io.fieldpost.agent.source.SourceRunner;
import io.fieldpost.agent.source.SourceThread;
import io.fieldpost.agent.status.AgentStatus;
import io.fieldpost.agent.status.DestinationStatus;
import io.fieldpost.agent.status.SourceStatus;
import io.fieldpost.agent.store.ClockState;
import io.fieldpost.agent.store.SegmentedStore;
import io.fieldpost.agent.store.StoreException;
import io.fieldpost.agent.store.StoreFigures;
import io.fieldpost.agent.store.StoreOptions;
import io.fieldpost.agent.store.StreamState;
import io.fieldpost.config.gateway.Destination;
import io.fieldpost.config.gateway.GatewayConfig;
import io.fieldpost.config.gateway.Server;
import io.fieldpost.config.gateway.Source;
import io.fieldpost.config.gateway.StoreSettings;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.plant.PointServer;
import io.fieldpost.driver.plant.PointServerFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * One running gateway: it assembles sources, store, destinations and status page, and owns their threads.
 *
 * <p>Threads: {@code engine} steps all sources and the store; {@code source-NAME} runs one driver's calls; {@code publish-NAME} steps one
 * destination; {@code server-PROTOCOL} feeds what the plant sees; {@code console} serves the page;
 * {@code control} answers other processes of this machine. Drivers, servers and Paho have threads of their own.
 */
public final class Agent implements StatusSource, AutoCloseable {
    private static final Duration DRIVERS_END = Duration.ofSeconds(1);

    private final GatewayConfig config;
    private final String version;
    private final Instant started;
    private final ClockWatch clock = new ClockWatch(new ClockProbe());
    private final SegmentedStore store;
    private final StoreSink sink;
    private final Wake wake = new Wake();
    private final List<SourceRunner> sources = new CopyOnWriteArrayList<>();
    private final SourceExchange exchange = new SourceExchange(sources);
    private final List<PublishRunner> destinations = new ArrayList<>();
    private final List<PublishLoop> loops = new ArrayList<>();
    private final List<PlantServer> servers = new CopyOnWriteArrayList<>();
    private final Engine engine;
    private final CommandJournal journal;
    private final CommandGate gate;
    private volatile PluginDesk plugins = PluginDesk.NONE;
    private @Nullable StatusServer page;
    private @Nullable ControlSocket control;

    private Agent(GatewayConfig config, String version, SegmentedStore store) {
        this.config = config;
        this.version = version;
        this.started = InstantSource.system().instant();
        this.store = store;
        this.sink = new StoreSink(store, clock, System::nanoTime, this::wakePublishers);
        this.engine = new Engine(sources, store, sink, clock, wake);
        this.journal = new CommandJournal(sink, sink, InstantSource.system());
        this.gate = new CommandGate(journal, System::nanoTime);
        engine.alsoStep(journal::step);
        engine.alsoStep(exchange::step);
    }

    /**
     * Opens the store and starts everything. A source, a destination or the page that can't start says so and tries again or waits for
     * a person; only a store that can't be used stops the start.
     *
     * @param version as it is told to the centre
     * @throws StoreException when the store's directory is not ours to use, or can't be opened
     * @throws IllegalArgumentException when a protocol has no driver or no server, which {@link GatewayFile} would have found
     */
    public static Agent start(GatewayConfig config, Drivers drivers, String version) throws StoreException {
        Agent agent = new Agent(config, version, openStore(config));
        for (Source source : config.sources()) {
            DriverFactory<?> factory = drivers.find(source.protocol());
            if (factory == null) {
                agent.close();
                throw new IllegalArgumentException("no driver for protocol '" + source.protocol() + "'");
            }
            agent.sources.add(agent.opened(source, factory));
        }
        for (Destination destination : config.destinations()) {
            agent.destinations.add(agent.runner(destination));
        }
        agent.servePage();
        agent.servePlant(drivers.servers());
        agent.destinations.forEach(runner -> agent.loops.add(PublishLoop.start(runner)));
        agent.engine.start();
        agent.listen();
        return agent;
    }

    private static SegmentedStore openStore(GatewayConfig config) throws StoreException {
        StoreSettings settings = config.store();
        long budget = settings.budget().bytes();
        StoreOptions options = new StoreOptions(
                settings.path(),
                budget,
                settings.commitInterval(),
                settings.alarmCommit(),
                settings.freeFloor().bytes(),
                settings.thinOut(),
                config.destinations().stream()
                        .map(each -> new StoreOptions.Settler(each.name(), each.startsAt()))
                        .toList(),
                StoreOptions.segmentBytes(budget));
        return SegmentedStore.open(options, InstantSource.system());
    }

    /**
     * Puts a source into the running agent; one of the same name is taken out before. Returns at once, and the others are not held up.
     *
     * @param whenGone run when the old driver has ended or was given up
     */
    public void put(Source source, DriverFactory<?> factory, Runnable whenGone) {
        exchange.exchange(source.name(), () -> opened(source, factory), whenGone);
        wake.run();
    }

    /** Shows the plug-ins that its drivers come from, and lets those be released that are in quarantine. */
    public void plugins(PluginDesk desk) {
        plugins = desk;
    }

    /** Takes a source out of the running agent. Returns at once. */
    public void remove(String source, Runnable whenGone) {
        gate.close(source);
        exchange.exchange(source, () -> null, whenGone);
        wake.run();
    }

    private SourceRunner opened(Source source, DriverFactory<?> factory) {
        SourceRunner runner = runner(source, factory);
        gate.open(source, runner, factory.operations());
        return runner;
    }

    private SourceRunner runner(Source source, DriverFactory<?> factory) {
        Path store = config.store().path();
        PluginFactory<?> foreign = factory instanceof PluginFactory<?> plugin ? plugin : null;
        SourceEnvironment environment = new SourceEnvironment(
                this::accept,
                sink,
                InstantSource.system(),
                () -> clock.get() == ClockState.SYNCHRONISED,
                config.gateway().id(),
                store.resolve("sources").resolve(source.name()),
                store.resolve("protocols").resolve(source.protocol()),
                new SplittableRandom(),
                wake,
                SourceLimits.DEFAULT,
                System::nanoTime,
                foreign == null ? new Conduct() : foreign.conduct(),
                foreign == null ? Runnable::run : foreign.told(source.name()));
        int mostAbandoned = SourceLimits.DEFAULT.abandonedThreads();
        SourceThread thread = foreign == null
                ? new SourceThread(source.name(), wake, mostAbandoned)
                : new SourceThread(source.name(), wake, mostAbandoned, foreign::thread);
        return new SourceRunner(source, factory, environment, thread);
    }

    private PublishRunner runner(Destination destination) {
        BatchReader batches = new BatchReader();
        return PublishRunner.of(destination, config.gateway(), version, store, batches::read, sink, Secrets::text);
    }

    /** The plant sees what the store has accepted, and nothing that could be lost yet. */
    private void accept(Batch batch) throws StoreException {
        sink.accept(batch);
        if (servers.isEmpty()) {
            return;
        }
        try {
            List<Measurement> values = BatchCodec.decode(batch.payload());
            for (PlantServer server : servers) {
                server.offer(values);
            }
        } catch (DamagedBatchException e) {
            throw new IllegalStateException("a batch of our own can't be read", e);
        }
    }

    private void servePlant(PointServers known) {
        for (Server server : config.servers()) {
            PointServerFactory<?> factory = known.find(server.protocol());
            if (factory == null) {
                close();
                throw new IllegalArgumentException("no server for protocol '" + server.protocol() + "'");
            }
            StoreHistory history = new StoreHistory(
                    config.store().path(), () -> store.state(StreamName.DATA).newest());
            AgentView view = AgentView.of(config, server, version, history);
            servers.add(PlantServer.start(
                    server.protocol(), () -> begin(factory, server, view), this, InstantSource.system()));
        }
    }

    private static <C extends Record> PointServer begin(PointServerFactory<C> factory, Server server, AgentView view)
            throws DriverException {
        return factory.create(factory.configType().cast(server.settings()), view);
    }

    private void servePage() {
        if (!config.console().enabled()) {
            return;
        }
        try {
            page = StatusServer.start(config.console().port(), this);
        } catch (ConsoleException e) {
            Logger.warn("{}; the agent runs without it", e.getMessage());
        }
    }

    private void listen() {
        try {
            control = ControlSocket.open(config.store().path(), gate, (by, plugin) -> plugins.release(by, plugin));
        } catch (ControlException e) {
            Logger.warn("{}; the agent runs without it, and 'fieldpost write' can't reach it", e.getMessage());
        }
    }

    private void wakePublishers() {
        for (PublishRunner destination : destinations) {
            destination.wake().run();
        }
    }

    /** The status page's address; null when it is not served. */
    public @Nullable URI page() {
        return page == null ? null : page.page();
    }

    /** The way to the machines, for whoever else may ask than the control socket. */
    public Commands commands() {
        return gate;
    }

    @Override
    public AgentStatus status() {
        List<SourceStatus> sourceStatus =
                sources.stream().map(SourceRunner::status).toList();
        List<DestinationStatus> destinationStatus =
                destinations.stream().map(PublishRunner::status).toList();
        List<StreamState> streams =
                Stream.of(StreamName.values()).map(store::state).toList();
        StoreFigures figures = store.figures();
        String complaint = sink.complaint();
        return new AgentStatus(
                config.gateway(),
                version,
                started,
                InstantSource.system().instant(),
                clock.get(),
                sourceStatus,
                destinationStatus,
                servers.stream().map(PlantServer::status).toList(),
                streams,
                figures,
                complaint == null ? figures.trouble() : complaint,
                plugins.status());
    }

    /**
     * Ends everything within two seconds: drivers are closed, what they had handed over is stored, the broker is told good-bye, and the
     * store is forced to the card.
     */
    @Override
    public void close() {
        ControlSocket asked = control;
        if (asked != null) {
            asked.refuseNew();
        }
        engine.stop();
        servers.forEach(PlantServer::requestStop);
        long now = System.nanoTime();
        sources.forEach(SourceRunner::requestStop);
        long deadline = now + DRIVERS_END.toNanos();
        for (SourceRunner source : sources) {
            source.stop(now, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        }
        journal.finish();
        if (asked != null) {
            asked.close();
        }
        loops.parallelStream().forEach(PublishLoop::close);
        servers.forEach(PlantServer::close);
        StatusServer served = page;
        if (served != null) {
            served.close();
        }
        store.close();
    }

    /** What the whole agent is called in its one line at the start. */
    @Override
    public String toString() {
        return "gateway " + config.gateway().id() + " at " + config.gateway().site() + ": "
                + counted(sources.size(), "source") + ", "
                + counted(destinations.size(), "destination") + ", store "
                + config.store().path() + ", page " + Objects.requireNonNullElse(page(), "off");
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
