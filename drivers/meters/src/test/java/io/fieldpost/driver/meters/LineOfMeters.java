package io.fieldpost.driver.meters;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.serial.SerialSettings;
import io.fieldpost.driver.testkit.ManualClock;
import io.fieldpost.driver.testkit.TestContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A line with two simulated meters, and the driver on it. */
abstract class LineOfMeters {
    static final String FIRST = "dlt645:000000000161/";
    static final String SECOND = "dlt645:000000000162/";

    @TempDir
    Path directory;

    final ManualClock clock = new ManualClock();
    final SimulatedMeters meters = new SimulatedMeters();
    SimulatedMeter first;
    SimulatedMeter second;
    TestContext context;
    MetersDriver driver;

    @BeforeEach
    void open() throws Exception {
        first = meters.add("dlt645:000000000161").set("00010000", 500_000, 4).set("02010100", 2201, 2);
        second = meters.add("dlt645:000000000162").set("00010000", 700_000, 4);
        reopen();
    }

    void reopen() throws Exception {
        if (driver != null) {
            driver.close();
        }
        context = new TestContext("line-1", clock, directory);
        driver = new MetersDriver(settings(), context, () -> new MemoryLine(meters));
        driver.open();
    }

    @AfterEach
    void close() {
        driver.close();
    }

    static MetersSettings settings() {
        return new MetersSettings(
                "tcp://127.0.0.1:1",
                SerialSettings.usual(),
                Duration.ofSeconds(1),
                1,
                Duration.ZERO,
                Duration.ofSeconds(10),
                Duration.ofMinutes(1),
                Duration.ofMinutes(10));
    }

    static Point point(String address) {
        return new Point("line-1", address, address, ValueType.ANY, address.endsWith("/flow") ? "m3/h" : "kW.h");
    }

    List<Measurement> readAll(String... addresses) throws Exception {
        return driver.read(Arrays.stream(addresses).map(LineOfMeters::point).toList());
    }

    Measurement read(String address) throws Exception {
        return readAll(address).get(0);
    }

    static double real(Measurement measurement) {
        assertThat(measurement.quality()).as(measurement.toString()).isEqualTo(Quality.GOOD);
        return ((Value.Real) measurement.value()).value();
    }

    String remark(String subject) {
        return context.remarks().getOrDefault(subject, "");
    }
}
