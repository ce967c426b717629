package io.fieldpost.driver.modbus;

import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.modbus.line.Connection;
import io.fieldpost.driver.serial.Parity;
import io.fieldpost.driver.serial.Rs485;
import io.fieldpost.driver.serial.SerialSettings;
import io.fieldpost.driver.testkit.ManualClock;
import io.fieldpost.driver.testkit.TestContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A driver on a device, with a clock that stands still. */
public final class Bench implements AutoCloseable {
    final ManualClock clock = new ManualClock();
    final TestContext context = new TestContext("bench", clock, Path.of("unused"));
    private final ModbusDriver driver;

    Bench(ModbusSettings settings) throws DriverException {
        driver = new ModbusDriver(settings, context);
        driver.open();
    }

    /** A wait that a busy machine does not exceed, for tests in which nobody is silent often. */
    static ModbusSettings settings(String connection) {
        return settings(connection, Duration.ofSeconds(2), 1, 8);
    }

    static ModbusSettings settings(String connection, Duration timeout, int retries, int largestUnwanted) {
        // A pseudo terminal has no parity bit, and Debian's C library says so when nothing else changes.
        SerialSettings serial = Connection.parse(connection) instanceof Connection.Serial
                ? new SerialSettings(19200, 8, Parity.NONE, 1, Rs485.OFF)
                : null;
        return new ModbusSettings(
                connection,
                serial,
                Duration.ofSeconds(2),
                timeout,
                retries,
                Duration.ZERO,
                Duration.ofMillis(40),
                125,
                2000,
                largestUnwanted,
                Duration.ofSeconds(5),
                Duration.ofMinutes(1),
                timeout.multipliedBy(7),
                Duration.ofMinutes(1),
                true,
                false);
    }

    static Point point(String address) {
        return new Point("bench", address, address, ValueType.ANY, "1");
    }

    static List<Point> points(String... addresses) {
        List<Point> points = new ArrayList<>();
        for (String address : addresses) {
            points.add(point(address));
        }
        return points;
    }

    List<Measurement> read(String... addresses) throws DriverException {
        return driver.read(points(addresses));
    }

    /** What one address holds; its quality when that is bad. */
    Object one(String address) throws DriverException {
        return seen(read(address)).get(0);
    }

    /** Of each point its value, or its quality when that is bad. */
    static List<Object> seen(List<Measurement> measurements) {
        List<Object> seen = new ArrayList<>();
        for (Measurement each : measurements) {
            seen.add(each.quality() == Quality.GOOD ? each.value() : each.quality());
        }
        return seen;
    }

    DeviceStatus write(String address, Value value) throws DriverException {
        return driver.write(point(address), value);
    }

    Map<String, String> remarks() {
        return context.remarks();
    }

    @Override
    public void close() {
        driver.close();
    }
}
