package io.fieldpost.agent.plugin;

import io.fieldpost.agent.source.DriverThread;
import io.fieldpost.agent.source.SourceThread;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;

/** Loads the classes of one plug-in from copies of its jars, and has its threads. Close it when no driver of it is left. */
public final class PluginClassLoader extends URLClassLoader {
    private final PrivateCopy jars;
    private final PluginThreads threads;
    private final SourceThread questions;

    PluginClassLoader(String plugin, URL[] urls, PrivateCopy jars, SharedClasses shared, PluginThreads threads) {
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

    @Override
    public void close() throws IOException {
        questions.close();
        super.close();
        jars.delete();
    }
}
