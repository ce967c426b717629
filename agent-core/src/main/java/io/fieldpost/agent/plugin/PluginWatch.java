package io.fieldpost.agent.plugin;

import io.fieldpost.agent.Agent;
import io.fieldpost.agent.Drivers;
import io.fieldpost.agent.GatewayFile;
import io.fieldpost.agent.command.Outcome;
import io.fieldpost.agent.status.PluginStatus;
import io.fieldpost.config.ConfigReader;
import io.fieldpost.config.Problem;
import io.fieldpost.config.Result;
import io.fieldpost.config.Unread;
import io.fieldpost.config.gateway.GatewayConfig;
import io.fieldpost.config.gateway.PluginSettings;
import io.fieldpost.config.gateway.Source;
import io.fieldpost.driver.DriverFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Follows the plug-ins' directory and the gateway's file while the agent runs: plug-ins are loaded, replaced and taken out, and the sources that
 * they drive begin, begin anew and end. Sources of built-in drivers are left alone: what else changed in the file waits for a restart.
 *
 * <p>Something that changed is looked at again at the next look, and taken over when it is then the same, so that nothing is loaded while it is
 * being copied. Between these, each second, it looks at what the plug-ins do: one that goes too far is taken out, see {@link PluginGuard}, and its
 * sources wait as those of a refused one. Threads: one named {@code plugins}, which waits between looks.
 */
public final class PluginWatch implements PluginDesk, AutoCloseable {
    private static final long LOOK_MILLIS = 1000;
    /** The directory and the file are looked at each so many looks at what the plug-ins do. */
    private static final int LOOKS_A_READING = 5;

    private final Path file;
    private final Plugins plugins;
    private final Map<String, Running> running = new HashMap<>();
    private final Thread thread = new Thread(this::run, "plugins");
    /** What is no longer loaded, and may still be at work. */
    private final List<Plugin> gone = new ArrayList<>();

    /** What no driver is left of; added by the engine's thread, closed by ours. */
    private final Queue<Plugin> closing = new ConcurrentLinkedQueue<>();

    private @Nullable Agent agent;
    private boolean mistaken;
    private String applied = "";
    private String seen = "";
    private List<String> warned = List.of();

    /** What a source of a plug-in was begun with. */
    private record Running(Source source, DriverFactory<?> factory) {}

    /**
     * Loads what is there.
     *
     * @param file the gateway's
     */
    public PluginWatch(Path file, Plugins plugins) {
        this.file = file;
        this.plugins = plugins;
        applied = state();
        seen = applied;
        plugins.refresh();
        warn(plugins.refused());
        thread.setDaemon(true);
    }

    /** The built-in drivers and those of the plug-ins; where a plug-in is refused, its sources wait rather than stop everything. */
    public Drivers drivers() {
        Drivers drivers = Drivers.onClassPath().with(plugins.loaded(), Logger::warn);
        List<String> refused = plugins.refused();
        boolean wanted = !refused.isEmpty() || !running.isEmpty();
        return wanted ? drivers.withMissing(GatewayFile.protocols(file), why(refused)) : drivers;
    }

    private void warn(List<String> lines) {
        for (String line : lines) {
            if (!warned.contains(line)) {
                Logger.warn(line);
            }
        }
        warned = List.copyOf(lines);
    }

    private static String why(List<String> refused) {
        return refused.isEmpty()
                ? "no driver for this protocol is loaded; put its plug-in back"
                : "no driver for this protocol is loaded: " + String.join("; ", refused);
    }

    /** Begins to follow. */
    public void start(Agent started, GatewayConfig config, Drivers drivers) {
        follow(started, config, drivers);
        plugins.guard().boundOutput();
        thread.start();
    }

    /** The same without a thread: whoever asks for it looks. */
    void follow(Agent started, GatewayConfig config, Drivers drivers) {
        agent = started;
        started.plugins(this);
        config.sources().forEach(source -> note(source, drivers));
    }

    private void note(Source source, Drivers drivers) {
        DriverFactory<?> factory = drivers.find(source.protocol());
        if (factory != null && isForeign(factory)) {
            running.put(source.name(), new Running(source, factory));
        }
    }

    private static boolean isForeign(DriverFactory<?> factory) {
        return factory instanceof MissingDriver || factory instanceof PluginFactory;
    }

    private void run() {
        try {
            for (int i = 1; ; i++) {
                Thread.sleep(LOOK_MILLIS);
                turn(i % LOOKS_A_READING == 0);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A mistake of ours, or of a file, must not leave the plug-ins unwatched. */
    private void turn(boolean reads) {
        try {
            guard(System.nanoTime());
            if (reads) {
                look();
            }
        } catch (RuntimeException | Error e) {
            if (!mistaken) {
                mistaken = true;
                Logger.error(e, "plug-ins: goes on after a mistake of the agent's own; please report this");
            }
        }
    }

    /** Looks once at what the plug-ins do, and takes out those that have gone too far. */
    void guard(long nowNanos) {
        closeGone(nowNanos);
        for (PluginGuard.Caught caught : plugins.guard().step(nowNanos)) {
            Plugin plugin = caught.plugin();
            String refusal = plugins.withdraw(plugin, caught.complaint());
            Logger.error(refusal);
            List<String> lines = new ArrayList<>(warned);
            lines.add(refusal);
            warned = lines;
            withdraw(plugin);
        }
    }

    /** Whatever the file says at present: its sources wait, and when the last of its drivers has ended its classes go. */
    private void withdraw(Plugin plugin) {
        Agent changing = agent;
        List<Runnable> changes = new ArrayList<>();
        AtomicInteger left = new AtomicInteger(1);
        Runnable whenGone = () -> {
            if (left.decrementAndGet() == 0) {
                closing.add(plugin);
            }
        };
        String why = why(plugins.refused());
        running.replaceAll((name, now) -> {
            if (changing == null
                    || !(now.factory() instanceof PluginFactory<?> factory)
                    || factory.classes() != plugin.classes()) {
                return now;
            }
            Running waiting = new Running(unread(now.source()), new MissingDriver(factory.protocol(), why));
            changes.add(() -> changing.put(waiting.source(), waiting.factory(), whenGone));
            return waiting;
        });
        left.addAndGet(changes.size());
        changes.forEach(Runnable::run);
        whenGone.run();
    }

    private static Source unread(Source source) {
        return new Source(
                source.name(),
                source.protocol(),
                new Unread(),
                source.points(),
                source.every(),
                source.deadline(),
                source.writable(),
                source.callable(),
                source.derived());
    }

    /** Closes what the engine's thread has found to be gone. */
    private void closeGone(long nowNanos) {
        for (Plugin plugin = closing.poll(); plugin != null; plugin = closing.poll()) {
            plugins.guard().gone(plugin, nowNanos);
            close(plugin);
        }
    }

    /** Looks once; a change is taken over when two looks in a row see the same. */
    void look() {
        String now = state();
        if (!now.equals(applied) && now.equals(seen)) {
            applied = now;
            takeOver();
        }
        seen = now;
    }

    private String state() {
        String written;
        try {
            written = Files.getLastModifiedTime(file) + " " + Files.size(file);
        } catch (IOException e) {
            written = e.getClass().getSimpleName();
        }
        return written + " " + plugins.state();
    }

    private void takeOver() {
        Agent changing = agent;
        ConfigReader.of(Map.of()).section(file, "plugins", PluginSettings.class).ifPresent(plugins::settings);
        gone.addAll(plugins.refresh());
        warn(plugins.refused());
        Drivers drivers = drivers();
        Result<GatewayConfig> result = new GatewayFile(drivers).read(file);
        if (changing == null || !(result instanceof Result.Read<GatewayConfig> read)) {
            List<Problem> problems =
                    result instanceof Result.Rejected<GatewayConfig> rejected ? rejected.problems() : List.of();
            Logger.warn(
                    "{} is wrong and nothing of it is taken over, {} problems, the first: {}",
                    file,
                    problems.size(),
                    problems.isEmpty() ? "" : problems.get(0));
            return;
        }
        exchange(changing, read.value(), drivers, List.copyOf(gone));
        gone.clear();
    }

    private void exchange(Agent changing, GatewayConfig config, Drivers drivers, List<Plugin> leaving) {
        Set<String> wanted = new HashSet<>();
        List<Runnable> changes = new ArrayList<>();
        AtomicInteger left = new AtomicInteger(1);
        Runnable whenGone = () -> {
            if (left.decrementAndGet() == 0) {
                closing.addAll(leaving);
            }
        };
        for (Source source : config.sources()) {
            DriverFactory<?> factory = drivers.find(source.protocol());
            if (factory == null || !isForeign(factory)) {
                continue;
            }
            wanted.add(source.name());
            Running now = new Running(source, factory);
            if (!now.equals(running.get(source.name()))) {
                Logger.info("source {} {}", source.name(), told(factory));
                changes.add(() -> changing.put(source, factory, whenGone));
                running.put(source.name(), now);
            }
        }
        for (String name : List.copyOf(running.keySet())) {
            if (!wanted.contains(name)) {
                Logger.info("source {} is taken out, {} no longer has it", name, file);
                changes.add(() -> changing.remove(name, whenGone));
                running.remove(name);
            }
        }
        left.addAndGet(changes.size());
        changes.forEach(Runnable::run);
        whenGone.run();
    }

    private static String told(DriverFactory<?> factory) {
        return factory instanceof MissingDriver missing
                ? "waits, " + missing.why()
                : "begins with the driver " + factory.protocol()
                        + (factory instanceof PluginFactory<?> plugin ? " of plug-in " + plugin.plugin() : "");
    }

    private static void close(Plugin plugin) {
        try {
            plugin.classes().close();
        } catch (IOException e) {
            Logger.debug(e, "the copies of plug-in {} stay until the agent ends", plugin.name());
        }
    }

    @Override
    public List<PluginStatus> status() {
        return plugins.status();
    }

    @Override
    public Outcome release(String by, String plugin) {
        if (!plugins.guard().quarantine().release(plugin)) {
            return Outcome.of(
                    Outcome.Result.REFUSED,
                    "plug-in '" + plugin + "' is not in quarantine; look at 'fieldpost status'");
        }
        Logger.info("plug-in {} is released from quarantine by {}", plugin, by);
        return new Outcome(Outcome.Result.DONE, null, "its sources begin anew within ten seconds", List.of());
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
