package io.fieldpost.agent.plugin;

import io.fieldpost.agent.source.Conduct;
import io.fieldpost.agent.source.DriverThread;
import io.fieldpost.agent.source.SourceThread;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loads the classes of one plug-in from copies of its jars, and has its threads. Close it when no driver of it is left. */
public final class PluginClassLoader extends URLClassLoader {
    /** Null for one that leaves the jars to somebody else. */
    private final @Nullable PrivateCopy jars;

    private final PluginThreads threads;
    private final SourceThread questions;

    PluginClassLoader(
            String plugin, URL[] urls, @Nullable PrivateCopy jars, SharedClasses shared, PluginThreads threads) {
        super("plugin-" + plugin, urls, shared);
        this.jars = jars;
        this.threads = threads;
        this.questions = new SourceThread(plugin, () -> {}, 1, (work, name) -> thread(work, "plugin-" + plugin));
    }

    /** A thread in which code of the plug-in may run; it has not begun. */
    public Thread thread(Runnable work, String name) {
        DriverThread thread = new DriverThread(threads, work, name);
        thread.setContextClassLoader(this);
        return thread;
    }

    PluginThreads threads() {
        return threads;
    }

    /** The thread in which the plug-in is asked what has nothing to do with a device. */
    SourceThread questions() {
        return questions;
    }

    /**
     * Loads from copies that the agent has judged and keeps, in a process that it has started.
     *
     * @param copies as {@link Plugin}s are loaded from, in their order
     */
    public static PluginClassLoader ofCopies(String plugin, List<Path> copies) {
        return new PluginClassLoader(
                plugin,
                PrivateCopy.urls(copies),
                null,
                new SharedClasses(PluginClassLoader.class.getClassLoader()),
                new PluginThreads(plugin, new Conduct()));
    }

    @Override
    public void close() throws IOException {
        questions.close();
        super.close();
        if (jars != null) {
            jars.delete();
        }
    }
}
