package io.fieldpost.driver.testkit;

import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The suite with every hook offered, against a device behind a proxy. */
abstract class LineDriverContract extends DriverContract<LineDriverFactory.Settings> {
    private final boolean watched;
    private LineDevice device;
    private LineDevice silent;
    private FaultProxy proxy;

    LineDriverContract(boolean watched) {
        this.watched = watched;
    }

    @BeforeEach
    void startTheDevice() throws IOException {
        device = new LineDevice(false);
        silent = new LineDevice(true);
        proxy = new FaultProxy(device.address());
    }

    @AfterEach
    void stopTheDevice() throws IOException {
        proxy.close();
        device.close();
        silent.close();
    }

    @Override
    protected DriverFactory<LineDriverFactory.Settings> factory() {
        return new LineDriverFactory();
    }

    @Override
    protected LineDriverFactory.Settings workingConfig() {
        return settings(proxy.address(), Duration.ofSeconds(20));
    }

    @Override
    protected LineDriverFactory.Settings impatientConfig() {
        return settings(proxy.address(), Duration.ofMillis(50));
    }

    private LineDriverFactory.Settings settings(InetSocketAddress address, Duration timeout) {
        return new LineDriverFactory.Settings(address.getPort(), watched, timeout);
    }

    @Override
    protected List<Point> points() {
        return List.of(
                new Point(SOURCE, "one", "1", ValueType.INT, "1"), new Point(SOURCE, "two", "2", ValueType.INT, "1"));
    }

    @Override
    protected LineDriverFactory.Settings unreachableConfig() throws IOException {
        proxy.refuse();
        return workingConfig();
    }

    @Override
    protected LineDriverFactory.Settings silentConfig() {
        return settings(silent.address(), Duration.ofSeconds(20));
    }

    @Override
    protected Point unknownPoint() {
        return new Point(SOURCE, "none", "nobody", ValueType.INT, "1");
    }

    @Override
    protected void breakCounterpart() {
        proxy.cut();
    }

    @Override
    protected FaultProxy proxy() {
        return proxy;
    }

    @Override
    protected boolean isShared(Thread thread) {
        // The counterparts' own, which live as long as the connection that the driver closed.
        return thread.getName().startsWith("line-device") || thread.getName().startsWith("fault-proxy");
    }
}
