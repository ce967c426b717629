package io.fieldpost.driver.nmea;

import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.testkit.DriverContract;
import io.fieldpost.driver.testkit.FaultProxy;
import io.fieldpost.driver.testkit.Hook;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class NmeaDriverContractTest extends DriverContract<NmeaSettings> {
    private Talker talker;
    private FaultProxy proxy;

    @BeforeEach
    void startTheReceiver() throws Exception {
        talker = new Talker(Talker.lines(Said.GGA, Said.RMC, Said.GSA, Said.MWV));
        proxy = new FaultProxy(talker.address());
    }

    @AfterEach
    void stopTheReceiver() throws IOException {
        proxy.close();
        talker.close();
    }

    @Override
    protected DriverFactory<NmeaSettings> factory() {
        return new NmeaDriverFactory();
    }

    @Override
    protected NmeaSettings workingConfig() {
        return NmeaDriverTest.settings(
                "connection: tcp://127.0.0.1:" + proxy.address().getPort());
    }

    @Override
    protected List<Point> points() {
        return List.of(
                new Point(SOURCE, "position", "position", ValueType.RECORD, "1"),
                new Point(SOURCE, "speed", "speed", ValueType.REAL, "m/s"),
                new Point(SOURCE, "satellites", "satellites", ValueType.INT, "1"),
                new Point(SOURCE, "fix", "fix", ValueType.TEXT, "1"),
                new Point(SOURCE, "offset", "clock_offset", ValueType.REAL, "s"),
                new Point(SOURCE, "wind", "MWV[2=R].3", ValueType.REAL, "km/h"));
    }

    @Override
    protected NmeaSettings unreachableConfig() throws IOException {
        proxy.refuse();
        return workingConfig();
    }

    @Override
    protected Point unknownPoint() {
        return new Point(SOURCE, "none", "RMC.40", ValueType.REAL, "1");
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
    protected int garbledRounds() {
        return 12;
    }

    @Override
    protected Set<Hook> lacks() {
        return Set.of(Hook.SILENT_DEVICE);
    }

    @Override
    protected boolean isShared(Thread thread) {
        // The counterparts' own, which live as long as the connection that the driver closed.
        return thread.getName().equals(Talker.THREAD) || thread.getName().startsWith("fault-proxy");
    }
}
