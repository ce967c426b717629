package io.fieldpost.driver.plc4x;

import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.testkit.DriverContract;
import io.fieldpost.driver.testkit.FaultProxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class Plc4xContractTest extends DriverContract<Plc4xSettings> {
    private S7Device device;
    private FaultProxy proxy;
    private ServerSocket silent;

    @BeforeEach
    void start() throws Exception {
        device = new S7Device();
        device.block(1).putFloat(0, 220.5f).putShort(4, (short) -1234).put(6, (byte) 8);
        proxy = new FaultProxy(device.address());
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws Exception {
        proxy.close();
        device.close();
        silent.close();
    }

    @Override
    protected DriverFactory<Plc4xSettings> factory() {
        return new Plc4xDriverFactory();
    }

    @Override
    protected Plc4xSettings workingConfig() {
        return Bench.settings(proxy.address(), Duration.ofSeconds(5));
    }

    @Override
    protected Plc4xSettings impatientConfig() {
        return Bench.settings(proxy.address(), Duration.ofMillis(100));
    }

    @Override
    protected int garbledRounds() {
        // An answer that PLC4X drops is waited for three times a session.
        return 10;
    }

    @Override
    protected List<Point> points() {
        return List.of(
                new Point(SOURCE, "voltage", "%DB1.DBD0:REAL", ValueType.REAL, "V"),
                new Point(SOURCE, "level", "%DB1.DBW4:INT", ValueType.INT, "1"),
                new Point(SOURCE, "running", "%DB1.DBX6.3:BOOL", ValueType.BOOL, "1"));
    }

    @Override
    protected Point unknownPoint() {
        return new Point(SOURCE, "nowhere", "%DB9.DBW0:INT", ValueType.INT, "1");
    }

    @Override
    protected Plc4xSettings unreachableConfig() throws Exception {
        proxy.refuse();
        return workingConfig();
    }

    @Override
    protected Plc4xSettings silentConfig() {
        return Bench.settings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), silent.getLocalPort()), Duration.ofSeconds(8));
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
        // The counterpart's own, and Netty's for the whole plug-in, which ends by itself a second after its last use.
        return thread.getName().startsWith(S7Device.THREADS)
                || thread.getName().startsWith("fault-proxy")
                || thread.getName().startsWith("globalEventExecutor");
    }
}
