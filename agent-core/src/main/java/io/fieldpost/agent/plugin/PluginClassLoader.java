package io.fieldpost.agent.plugin;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;

/** Loads the classes of one plug-in from copies of its jars. Close it when no driver of it is left. */
public final class PluginClassLoader extends URLClassLoader {
    private final PrivateCopy jars;

    PluginClassLoader(String plugin, URL[] urls, PrivateCopy jars, SharedClasses shared) {
        super("plugin-" + plugin, urls, shared);
        this.jars = jars;
    }

    @Override
    public void close() throws IOException {
        super.close();
        jars.delete();
    }
}
