package io.fieldpost.driver.plc4x;

import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.testkit.ManualClock;
import io.fieldpost.driver.testkit.TestContext;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A driver on a device, with a clock that stands still. */
final class Bench implements AutoCloseable {
    final ManualClock clock = new ManualClock();
    final TestContext context = new TestContext("bench", clock, Path.of("unused"));
    private final Plc4xDriver driver;

    Bench(Plc4xSettings settings) throws DriverException {
        driver = new Plc4xDriver(settings, context);
        driver.open();
    }

    static Plc4xSettings settings(InetSocketAddress address, Duration timeout) {
        return settings("s7://127.0.0.1:" + address.getPort() + "?controller-type=S7_1500", timeout);
    }

    static Plc4xSettings settings(String connection, Duration timeout) {
        return new Plc4xSettings(connection, Duration.ofSeconds(2), timeout, 20, true);
    }

    static Point point(String address) {
        return new Point("bench", address, address, ValueType.ANY, "1");
    }

    List<Measurement> measure(String... addresses) throws DriverException {
        List<Point> points = new ArrayList<>();
        for (String each : addresses) {
            points.add(point(each));
        }
        return driver.read(points);
    }

    /** Of each address its value, or its quality when that is bad. */
    List<Object> read(String... addresses) throws DriverException {
        List<Object> seen = new ArrayList<>();
        for (Measurement each : measure(addresses)) {
            seen.add(each.quality() == Quality.GOOD ? each.value() : each.quality());
        }
        return seen;
    }

    DeviceStatus write(String address, Value value) throws DriverException {
        return driver.write(point(address), value);
    }

    @Override
    public void close() {
        driver.close();
    }
}
