package io.fieldpost.driver.meters;

import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.serial.SerialSettings;
import io.fieldpost.driver.testkit.DriverContract;
import io.fieldpost.driver.testkit.FaultProxy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class MetersDriverContractTest extends DriverContract<MetersSettings> {
    private MeterServer server;
    private MeterServer silent;
    private FaultProxy proxy;

    @BeforeEach
    void startTheMeters() throws Exception {
        SimulatedMeters meters = new SimulatedMeters();
        meters.add("dlt645:000000000161")
                .set("00010000", 26, 4)
                .set("02010100", 2201, 2)
                .set("04000102", "59 30 23");
        meters.add("cjt188:10-00000805000001").set("901F", "00 77 66 55 2C 00 77 66 55 2C 31 01 22 11 05 15 20 21 84");
        server = new MeterServer(meters);
        silent = new MeterServer(new SimulatedMeters());
        proxy = new FaultProxy(server.address());
    }

    @AfterEach
    void stopTheMeters() throws IOException {
        proxy.close();
        server.close();
        silent.close();
    }

    static MetersSettings settings(InetSocketAddress address, Duration timeout) {
        return new MetersSettings(
                "tcp://127.0.0.1:" + address.getPort(),
                SerialSettings.usual(),
                timeout,
                1,
                Duration.ofMillis(1),
                Duration.ofSeconds(10),
                Duration.ofMinutes(1),
                Duration.ofMinutes(10));
    }

    @Override
    protected DriverFactory<MetersSettings> factory() {
        return new MetersDriverFactory();
    }

    @Override
    protected MetersSettings workingConfig() {
        return settings(proxy.address(), Duration.ofSeconds(5));
    }

    @Override
    protected List<Point> points() {
        return List.of(
                new Point(SOURCE, "energy", "dlt645:000000000161/forward_active_energy", ValueType.REAL, "kW.h"),
                new Point(SOURCE, "quarter", "dlt645:000000000161/00010000/quarter", ValueType.REAL, "kW.h"),
                new Point(SOURCE, "voltage", "dlt645:000000000161/02010100/XXX.X", ValueType.REAL, "V"),
                new Point(SOURCE, "time", "dlt645:000000000161/time", ValueType.TEXT, "1"),
                new Point(SOURCE, "water", "cjt188:10-00000805000001/volume", ValueType.REAL, "m3"),
                new Point(SOURCE, "battery", "cjt188:10-00000805000001/battery_low", ValueType.BOOL, "1"));
    }

    @Override
    protected MetersSettings unreachableConfig() throws IOException {
        proxy.refuse();
        return workingConfig();
    }

    @Override
    protected MetersSettings silentConfig() {
        return settings(silent.address(), Duration.ofSeconds(5));
    }

    @Override
    protected Point unknownPoint() {
        return new Point(SOURCE, "none", "dlt645:000000000161/02030300/XX.XXXX", ValueType.REAL, "kW");
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
    protected MetersSettings impatientConfig() {
        return settings(proxy.address(), Duration.ofMillis(100));
    }

    @Override
    protected int garbledRounds() {
        return 16;
    }

    /** A request costs pauses of the line. */
    @Override
    protected Duration period() {
        return Duration.ofMinutes(5);
    }

    @Override
    protected boolean isShared(Thread thread) {
        // The counterparts' own, which live as long as the connection that the driver closed.
        return thread.getName().equals(MeterServer.THREAD) || thread.getName().startsWith("fault-proxy");
    }
}
