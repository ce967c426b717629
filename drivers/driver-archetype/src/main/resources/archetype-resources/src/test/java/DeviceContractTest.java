package ${package};

import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.testkit.DriverContract;
import io.fieldpost.driver.testkit.FaultProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What every driver keeps to, with a device behind a proxy that breaks, garbles and slows down. */
class DeviceContractTest extends DriverContract<DeviceSettings> {
    private Counterpart device;
    private Counterpart silent;
    private FaultProxy proxy;

    @BeforeEach
    void startTheDevice() throws IOException {
        device = new Counterpart(0, false);
        silent = new Counterpart(0, true);
        proxy = new FaultProxy(new InetSocketAddress(InetAddress.getLoopbackAddress(), device.port()));
    }

    @AfterEach
    void stopTheDevice() throws IOException {
        proxy.close();
        device.close();
        silent.close();
    }

    @Override
    protected DriverFactory<DeviceSettings> factory() {
        return new DeviceDriverFactory();
    }

    @Override
    protected DeviceSettings workingConfig() {
        return settings(proxy.address().getPort(), Duration.ofSeconds(10));
    }

    @Override
    protected DeviceSettings impatientConfig() {
        return settings(proxy.address().getPort(), Duration.ofMillis(100));
    }

    @Override
    protected DeviceSettings silentConfig() {
        return settings(silent.port(), Duration.ofSeconds(10));
    }

    @Override
    protected DeviceSettings unreachableConfig() throws IOException {
        proxy.refuse();
        return workingConfig();
    }

    private static DeviceSettings settings(int port, Duration timeout) {
        return new DeviceSettings("127.0.0.1", port, timeout);
    }

    @Override
    protected List<Point> points() {
        return SheetTest.POINTS.stream()
                .map(point -> new Point(SOURCE, point.name(), point.address(), point.type(), point.unit()))
                .toList();
    }

    @Override
    protected Point unknownPoint() {
        return new Point(SOURCE, "nobody", SheetTest.UNKNOWN, SheetTest.POINTS.get(0).type(), "1");
    }

    @Override
    protected void breakCounterpart() {
        proxy.cut();
    }

    @Override
    protected FaultProxy proxy() {
        return proxy;
    }

    /** The counterpart's own threads; the driver has none. */
    @Override
    protected boolean isShared(Thread thread) {
        return thread.getName().equals(Counterpart.THREADS) || thread.getName().startsWith("fault-proxy");
    }
}
