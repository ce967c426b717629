package io.fieldpost.agent.plugin;

import io.fieldpost.agent.source.Conduct;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * The threads of one plug-in as it was loaded once: those in which the agent calls it, and those that it makes on them, which come into the group of
 * whoever makes them. Keeps nothing of the plug-in, so that its classes can go.
 */
final class PluginThreads extends ThreadGroup {
    private final String plugin;
    private final Conduct conduct;
    private boolean told;

    PluginThreads(String plugin, Conduct conduct) {
        super("plugin-" + plugin);
        this.plugin = plugin;
        this.conduct = conduct;
    }

    Conduct conduct() {
        return conduct;
    }

    String plugin() {
        return plugin;
    }

    /** Counts it and says it once; a thread that ends so again and again would fill the log. */
    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        if (thrown instanceof ThreadDeath) {
            return;
        }
        String words = conduct.threadEnded(thread.getName(), thrown);
        if (first()) {
            Logger.warn("plug-in {}: its thread {} ended in {}", plugin, thread.getName(), words);
        } else {
            Logger.debug("plug-in {}: its thread {} ended in {}", plugin, thread.getName(), words);
        }
    }

    private synchronized boolean first() {
        boolean first = !told;
        told = true;
        return first;
    }

    /** The plug-in of a thread, or of one of the groups around its own; null for a thread of nobody's. */
    static @Nullable PluginThreads of(Thread thread) {
        for (ThreadGroup group = thread.getThreadGroup(); group != null; group = group.getParent()) {
            if (group instanceof PluginThreads threads) {
                return threads;
            }
        }
        return null;
    }
}
