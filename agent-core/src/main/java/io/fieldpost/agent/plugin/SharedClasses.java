package io.fieldpost.agent.plugin;

import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a plug-in sees of the agent: the driver interface, the configuration's annotations and types, the logger, and nothing of the libraries
 * that the agent uses itself. Classes of Java come from the platform.
 */
final class SharedClasses extends ClassLoader {
    private static final Set<String> PACKAGES = Set.of(
            "io.fieldpost.config",
            "io.fieldpost.driver",
            "io.fieldpost.driver.plant",
            "io.fieldpost.driver.tool",
            "io.fieldpost.driver.transfer",
            "io.fieldpost.driver.trust",
            "org.jspecify.annotations",
            "org.tinylog");

    private final ClassLoader agent;
    private final Predicate<String> further;

    SharedClasses(ClassLoader agent) {
        this(agent, none -> false);
    }

    /**
     * Shares more than a plug-in sees.
     *
     * @param further names of packages
     */
    SharedClasses(ClassLoader agent, Predicate<String> further) {
        super("shared", ClassLoader.getPlatformClassLoader());
        this.agent = agent;
        this.further = further;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        int end = name.lastIndexOf('.');
        if (end > 0 && isShared(name.substring(0, end))) {
            return agent.loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }

    private boolean isShared(String packageName) {
        return PACKAGES.contains(packageName) || further.test(packageName);
    }

    /** The agent's own service files and settings are none of a plug-in's. */
    @Override
    protected @Nullable URL findResource(String name) {
        return null;
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        return Collections.emptyEnumeration();
    }
}
