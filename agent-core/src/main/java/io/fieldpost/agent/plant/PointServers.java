package io.fieldpost.agent.plant;

import io.fieldpost.driver.plant.PointServerFactory;
import java.util.Collection;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The kinds of server that are there, by protocol. */
public final class PointServers {
    private final SortedMap<String, PointServerFactory<?>> byProtocol = new TreeMap<>();

    private PointServers(Iterable<? extends PointServerFactory<?>> factories) {
        for (PointServerFactory<?> factory : factories) {
            PointServerFactory<?> other = byProtocol.putIfAbsent(factory.protocol(), factory);
            if (other != null) {
                throw new IllegalStateException("two servers call themselves '" + factory.protocol() + "': "
                        + other.getClass().getName() + " and "
                        + factory.getClass().getName());
            }
        }
    }

    /** The built-in servers. */
    public static PointServers onClassPath() {
        @SuppressWarnings("rawtypes")
        ServiceLoader<PointServerFactory> loader = ServiceLoader.load(PointServerFactory.class);
        TreeMap<String, PointServerFactory<?>> found = new TreeMap<>();
        for (PointServerFactory<?> factory : loader) {
            found.put(factory.getClass().getName(), factory);
        }
        return new PointServers(found.values());
    }

    /** Exactly these. */
    public static PointServers of(Collection<? extends PointServerFactory<?>> factories) {
        return new PointServers(factories);
    }

    /** The server of a protocol, or null. */
    public @Nullable PointServerFactory<?> find(String protocol) {
        return byProtocol.get(protocol);
    }

    /** For each protocol the record that its {@code settings} are bound to. */
    public SortedMap<String, Class<? extends Record>> settingsByProtocol() {
        SortedMap<String, Class<? extends Record>> settings = new TreeMap<>();
        byProtocol.forEach((protocol, factory) -> settings.put(protocol, factory.configType()));
        return settings;
    }
}
