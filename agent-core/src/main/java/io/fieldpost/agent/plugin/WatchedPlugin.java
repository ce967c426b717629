package io.fieldpost.agent.plugin;

import io.fieldpost.agent.source.Conduct;
import io.fieldpost.agent.source.DriverThread;
import java.util.ArrayList;
import java.util.List;
import org.tinylog.Logger;

/** One plug-in as it was loaded once: what is known of its threads, from then until the last of them has ended. One thread. */
final class WatchedPlugin {
    private static final int NAMES = 5;

    private final Plugin plugin;
    private final PluginClassLoader classes;
    private final ProcessorTimes times = new ProcessorTimes();
    private final PluginRules rules;
    private final List<String> names = new ArrayList<>();
    private int threads;
    private int calledIn;
    private long cpuNanos;
    private long leftNanos;
    private boolean left;
    private boolean told;

    WatchedPlugin(Plugin plugin, GuardLimits limits, PluginFigures loaded, long nowNanos) {
        this.plugin = plugin;
        this.classes = plugin.classes();
        this.rules = new PluginRules(limits, loaded, nowNanos);
    }

    Plugin plugin() {
        return plugin;
    }

    PluginRules rules() {
        return rules;
    }

    Conduct conduct() {
        return classes.threads().conduct();
    }

    /** Whether a thread is one of it. Runs no code of the plug-in. */
    boolean has(Thread thread) {
        PluginThreads group = PluginThreads.of(thread);
        if (group != null) {
            return group == classes.threads();
        }
        ClassLoader made = thread.getClass().getClassLoader();
        return made instanceof PluginClassLoader
                ? made == classes
                : isOurs(thread) && thread.getContextClassLoader() == classes;
    }

    private static boolean isOurs(Thread thread) {
        return thread.getClass() == Thread.class || thread instanceof DriverThread;
    }

    /** Counts one of its threads in the look at hand. */
    void note(Thread thread) {
        if (thread instanceof DriverThread) {
            calledIn++;
        } else {
            threads++;
            if (names.size() < NAMES) {
                names.add(thread.getName());
            }
        }
        // A class of the plug-in's could give any number for its own.
        if (isOurs(thread) || idIsItsOwn(thread)) {
            times.note(thread.getId());
        }
    }

    private static boolean idIsItsOwn(Thread thread) {
        try {
            return thread.getClass().getMethod("getId").getDeclaringClass() == Thread.class;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    void beginLook() {
        threads = 0;
        calledIn = 0;
        names.clear();
    }

    void endLook() {
        cpuNanos += times.ended();
    }

    /** Threads besides those in which it is called. */
    int threads() {
        return threads;
    }

    /** All threads of it, those in which it is called too. */
    int allThreads() {
        return threads + calledIn;
    }

    long cpuNanos() {
        return cpuNanos;
    }

    /** It is no longer loaded, and its drivers have ended or were given up: what goes on is asked to end. */
    void leave(long nowNanos) {
        left = true;
        leftNanos = nowNanos;
        // On a thread of its own, for a class of the plug-in's can do anything when it is interrupted.
        classes.thread(() -> classes.threads().interrupt(), "end-" + plugin.name())
                .start();
    }

    boolean hasLeft() {
        return left;
    }

    /** Says once what stays behind. */
    void tell(long nowNanos, long patienceNanos) {
        if (left && !told && allThreads() > 0 && nowNanos - leftNanos >= patienceNanos) {
            told = true;
            Logger.warn(
                    "plug-in {}: {} threads of it go on although it is no longer loaded, such as {}; only a restart of the agent ends them",
                    plugin.name(),
                    allThreads(),
                    names.isEmpty() ? "those that its drivers were called in" : names);
        }
    }
}
