package io.fieldpost.agent.plugin.process;

import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.simulated.SimulatedDriverFactory;
import io.fieldpost.driver.simulated.SimulatedSettings;
import io.fieldpost.driver.testkit.DriverContract;
import io.fieldpost.driver.testkit.Hook;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The simulated driver in a child, which keeps to all that it keeps to in the agent. */
abstract class ProcessContract extends DriverContract<SimulatedSettings> {
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    abstract Child.Start start();

    /** A class that the service loader can find. */
    public static final class Found implements DriverFactory<SimulatedSettings> {
        private final DriverFactory<SimulatedSettings> apart;

        /** As the service loader makes it. */
        public Found() {
            this(source -> {
                throw new IOException("not to be started");
            });
        }

        Found(Child.Start start) {
            apart = new ProcessFactory<>(new SimulatedDriverFactory(), "simulated", List.of(), start);
        }

        @Override
        public String protocol() {
            return apart.protocol();
        }

        @Override
        public Class<SimulatedSettings> configType() {
            return apart.configType();
        }

        @Override
        public Driver create(SimulatedSettings config, DriverContext context) throws DriverException {
            return apart.create(config, context);
        }

        @Override
        public String complaintAbout(String address) {
            return apart.complaintAbout(address);
        }
    }

    @BeforeEach
    void announceIt(@TempDir Path services) throws IOException {
        Path file = services.resolve("META-INF/services/" + DriverFactory.class.getName());
        Files.createDirectories(file.getParent());
        Files.writeString(file, Found.class.getName());
        Thread.currentThread()
                .setContextClassLoader(
                        new URLClassLoader(new URL[] {services.toUri().toURL()}, before));
    }

    @AfterEach
    void takeItBack() {
        Thread.currentThread().setContextClassLoader(before);
    }

    @Override
    protected DriverFactory<SimulatedSettings> factory() {
        return new Found(start());
    }

    @Override
    protected SimulatedSettings workingConfig() {
        return new SimulatedSettings(1);
    }

    @Override
    protected List<Point> points() {
        return List.of(
                new Point(SOURCE, "temperature", "sine(period=10s, amplitude=5, offset=20)", ValueType.REAL, "Cel"),
                new Point(SOURCE, "door_open", "square", ValueType.BOOL, "1"),
                new Point(SOURCE, "parts", "counter(period=4s)", ValueType.INT, "1"));
    }

    @Override
    protected Point unknownPoint() {
        return new Point(SOURCE, "nobody", "cosine(period=10s)", ValueType.REAL, "1");
    }

    @Override
    protected Set<Hook> lacks() {
        return Set.of(
                Hook.UNREACHABLE_DEVICE, Hook.SILENT_DEVICE, Hook.BREAKABLE_COUNTERPART, Hook.PROXIED_COUNTERPART);
    }

    /** Java keeps a thread for each process that has ended, for a minute. */
    @Override
    protected boolean isShared(Thread thread) {
        return thread.getName().startsWith("process reaper");
    }
}
