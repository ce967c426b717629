package io.fieldpost.agent.plugin.process;

import io.fieldpost.agent.record.ByteSource;
import io.fieldpost.agent.record.DamagedBatchException;
import io.fieldpost.config.SettingsText;
import io.fieldpost.config.gateway.PluginProcess;
import io.fieldpost.driver.DeviceOperation;
import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Remark;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes drivers that run in processes of their own, one for each driver, and answers everything else in the agent, with the plug-in's own factory. So
 * of the plug-in's classes the agent loads those of the factory and the settings, to read and check the configuration, and never those of the driver.
 *
 * @param inside the plug-in's factory
 * @param plugin name of the plug-in
 * @param jars the copies that it was loaded from
 * @param start starts a child
 */
public record ProcessFactory<C extends Record>(
        DriverFactory<C> inside, String plugin, List<Path> jars, Child.Start start) implements DriverFactory<C> {
    /** The factories of a plug-in, with processes as its settings say. */
    public static List<DriverFactory<?>> each(List<DriverFactory<?>> inside, List<Path> jars, PluginProcess settings) {
        Child.Start start = source -> JavaChild.start(settings, source);
        List<DriverFactory<?>> factories = new ArrayList<>();
        for (DriverFactory<?> factory : inside) {
            factories.add(new ProcessFactory<>(factory, settings.plugin(), List.copyOf(jars), start));
        }
        return factories;
    }

    @Override
    public String protocol() {
        return inside.protocol();
    }

    @Override
    public Class<C> configType() {
        return inside.configType();
    }

    /** Starts a process, which takes about a second on a gateway, and has it make the driver. */
    @Override
    public Driver create(C config, DriverContext context) throws DriverException {
        SettingsText settings = SettingsText.of(config);
        String name = "the process of plug-in " + plugin;
        Child child;
        try {
            child = start.of(context.source());
        } catch (IOException e) {
            throw new DriverException(Reason.UNREACHABLE, name + " can't be started: " + e.getMessage(), e);
        }
        Connection connection = new Connection(child, name, context, settings.secrets());
        boolean made = false;
        try {
            Driver driver = Ability.of(abilities(connection, settings, context), new ConnectedDriver(connection, name));
            made = true;
            return driver;
        } catch (DamagedBatchException e) {
            throw new DriverException(Reason.PROTOCOL, name + " answered what can't be read: " + e.getMessage(), e);
        } finally {
            if (!made) {
                connection.close();
            }
        }
    }

    private int abilities(Connection connection, SettingsText settings, DriverContext context)
            throws DriverException, DamagedBatchException {
        InstantSource clock = context.clock();
        boolean ownClock = clock.equals(InstantSource.system()) || clock.equals(Clock.systemUTC());
        Surroundings surroundings = new Surroundings(
                plugin,
                jars.stream().map(Path::toString).toList(),
                inside.getClass().getName(),
                settings.text(),
                context.source(),
                context.gateway(),
                context.directory().toString(),
                context.protocolDirectory().toString(),
                ownClock);
        ByteSource answer = connection.call(ToChild.CREATE, surroundings::write);
        return (int) answer.varint();
    }

    @Override
    public String complaintAbout(String address) {
        return inside.complaintAbout(address);
    }

    @Override
    public boolean canWrite() {
        return inside.canWrite();
    }

    @Override
    public boolean canCall() {
        return inside.canCall();
    }

    @Override
    public List<DeviceOperation> operations() {
        return inside.operations();
    }

    @Override
    public String complaintAboutMethod(String object, String address) {
        return inside.complaintAboutMethod(object, address);
    }

    @Override
    public List<Remark> remarks(C config) {
        return inside.remarks(config);
    }

    @Override
    public String settingForUrl(String url) {
        return inside.settingForUrl(url);
    }

    /** Nothing: what it would load has no place in the agent. */
    @Override
    public void warmUp() {}
}
