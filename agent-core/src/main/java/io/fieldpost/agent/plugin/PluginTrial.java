package io.fieldpost.agent.plugin;

import io.fieldpost.agent.source.Conduct;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Jars loaded as the agent loads those of a plug-in's directory, without asking who trusts them; for those who want to know whether the agent would
 * load them, and to try what is in them. One thread; close it when nothing of it is used any more.
 */
public final class PluginTrial implements AutoCloseable {
    private final Plugin plugin;
    private final PrivateCopy copy;
    private final List<PluginClassLoader> loaders = new ArrayList<>();

    private PluginTrial(PrivateCopy copy, Plugin plugin) {
        this.copy = copy;
        this.plugin = plugin;
        loaders.add(plugin.classes());
    }

    /**
     * Loads them.
     *
     * @param jars all that the plug-in's directory would hold, with different names
     * @throws PluginException when the agent would not load them
     */
    public static PluginTrial of(List<Path> jars) throws PluginException {
        List<Path> sorted = new ArrayList<>(jars);
        sorted.sort(Comparator.comparing(jar -> String.valueOf(jar.getFileName())));
        PrivateCopy copy;
        try {
            copy = new PrivateCopy(sorted);
        } catch (IOException e) {
            throw new PluginException("its jars can't be copied, " + e + "; look at their names and modes", e);
        }
        PluginClassLoader classes = new PluginClassLoader(
                "trial",
                copy.urls(),
                copy,
                new SharedClasses(PluginTrial.class.getClassLoader()),
                new PluginThreads("trial", new Conduct()));
        try {
            return new PluginTrial(copy, PluginDirectory.plugin("trial", copy, classes));
        } catch (PluginException e) {
            PluginDirectory.close(classes);
            throw e;
        }
    }

    /** What the agent would have loaded. */
    public Plugin plugin() {
        return plugin;
    }

    /** The copies that were loaded, in the order in which the SHA-256 goes through them. */
    public List<Path> jars() {
        return List.copyOf(copy.jars());
    }

    /**
     * Loads the plug-in once more, with guests: classes that may use what its packages keep to themselves, as tests do. The plug-in's own come first.
     *
     * @param guests jars
     * @param further packages of this process that guests need
     */
    public ClassLoader withGuests(List<Path> guests, Predicate<String> further) throws MalformedURLException {
        List<URL> urls = new ArrayList<>(Arrays.asList(copy.urls()));
        for (Path guest : guests) {
            urls.add(guest.toUri().toURL());
        }
        PluginClassLoader loader = new PluginClassLoader(
                "trial-with-guests",
                urls.toArray(URL[]::new),
                copy,
                new SharedClasses(PluginTrial.class.getClassLoader(), further),
                new PluginThreads("trial", new Conduct()));
        loaders.add(loader);
        return loader;
    }

    @Override
    public void close() {
        loaders.forEach(PluginDirectory::close);
    }
}
