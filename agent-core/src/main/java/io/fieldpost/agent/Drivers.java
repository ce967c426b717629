package io.fieldpost.agent;

import io.fieldpost.agent.plant.PointServers;
import io.fieldpost.agent.plugin.MissingDriver;
import io.fieldpost.agent.plugin.Plugin;
import io.fieldpost.agent.plugin.PluginFactory;
import io.fieldpost.config.gateway.Source;
import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Remark;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The drivers that are there, by protocol, and the servers for the plant beside them. */
public final class Drivers {
    private final SortedMap<String, DriverFactory<?>> byProtocol = new TreeMap<>();

    private final PointServers servers;

    private Drivers(Iterable<? extends DriverFactory<?>> factories, PointServers servers) {
        this.servers = servers;
        for (DriverFactory<?> factory : factories) {
            DriverFactory<?> other = byProtocol.putIfAbsent(factory.protocol(), factory);
            if (other != null) {
                throw new IllegalStateException("two drivers call themselves '" + factory.protocol() + "': "
                        + other.getClass().getName() + " and "
                        + factory.getClass().getName());
            }
        }
    }

    /** The built-in drivers and servers. */
    public static Drivers onClassPath() {
        @SuppressWarnings("rawtypes")
        ServiceLoader<DriverFactory> loader = ServiceLoader.load(DriverFactory.class);
        TreeMap<String, DriverFactory<?>> found = new TreeMap<>();
        for (DriverFactory<?> factory : loader) {
            found.put(factory.getClass().getName(), factory);
        }
        return new Drivers(found.values(), PointServers.onClassPath());
    }

    /**
     * The same and those of plug-ins. A plug-in whose protocol another driver has already is left out and told.
     *
     * @param refused takes one line for each that is left out
     */
    public Drivers with(List<Plugin> plugins, Consumer<String> refused) {
        Drivers all = new Drivers(byProtocol.values(), servers);
        for (Plugin plugin : plugins) {
            for (DriverFactory<?> factory : plugin.factories()) {
                DriverFactory<?> other = all.byProtocol.putIfAbsent(factory.protocol(), factory);
                if (other != null) {
                    refused.accept("protocol '" + factory.protocol() + "' of plug-in " + plugin.name()
                            + " is not used, because " + owner(other)
                            + " has it already; ask its vendor for another name");
                }
            }
        }
        return all;
    }

    private static String owner(DriverFactory<?> factory) {
        return factory instanceof PluginFactory<?> foreign
                ? "plug-in " + foreign.plugin()
                : factory.getClass().getName();
    }

    /** The same, and one that says why for each of these protocols that has no driver. */
    public Drivers withMissing(Collection<String> protocols, String why) {
        Drivers all = new Drivers(byProtocol.values(), servers);
        protocols.forEach(protocol -> all.byProtocol.putIfAbsent(protocol, new MissingDriver(protocol, why)));
        return all;
    }

    /** Exactly these drivers, and no servers. */
    public static Drivers of(Collection<? extends DriverFactory<?>> factories) {
        return of(factories, PointServers.of(List.of()));
    }

    /** Exactly these. */
    public static Drivers of(Collection<? extends DriverFactory<?>> factories, PointServers servers) {
        return new Drivers(factories, servers);
    }

    /** The servers for the plant that are there. */
    public PointServers servers() {
        return servers;
    }

    /** The driver of a protocol, or null. */
    public @Nullable DriverFactory<?> find(String protocol) {
        return byProtocol.get(protocol);
    }

    /** What the source's driver says of its settings. */
    public List<Remark> remarks(Source source) {
        DriverFactory<?> factory = find(source.protocol());
        return factory == null ? List.of() : remarks(factory, source.settings());
    }

    private static <C extends Record> List<Remark> remarks(DriverFactory<C> factory, Record settings) {
        return factory.remarks(factory.configType().cast(settings));
    }

    /** All of them, by protocol. */
    public Collection<DriverFactory<?>> all() {
        return Collections.unmodifiableCollection(byProtocol.values());
    }

    /** For each protocol the record that its {@code settings} are bound to. */
    public SortedMap<String, Class<? extends Record>> settingsByProtocol() {
        SortedMap<String, Class<? extends Record>> settings = new TreeMap<>();
        byProtocol.forEach((protocol, factory) -> settings.put(protocol, factory.configType()));
        return settings;
    }
}
