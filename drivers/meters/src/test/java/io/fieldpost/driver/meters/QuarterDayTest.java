package io.fieldpost.driver.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.testkit.ManualClock;
import io.fieldpost.driver.testkit.TestContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A day of a meter that counts 0.01 kWh each 20 s (1.8 kW) from 1000.00 kWh at midnight, read every 20 s. */
class QuarterDayTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-01-01T00:00:00Z");
    private static final int PERIOD_SECONDS = 20;
    private static final Point QUARTER =
            new Point("line-1", "quarter", "dlt645:000000000161/forward_active_energy/quarter", ValueType.REAL, "kW.h");

    @TempDir
    Path directory;

    private final ManualClock clock = new ManualClock();
    private final SimulatedMeters meters = new SimulatedMeters();
    /** The value of each quarter, by its source time. */
    private final TreeMap<Instant, Measurement> quarters = new TreeMap<>();

    private SimulatedMeter meter;
    private TestContext context;
    private MetersDriver driver;

    private void open() throws Exception {
        context = new TestContext("line-1", clock, directory);
        driver = new MetersDriver(LineOfMeters.settings(), context, () -> new MemoryLine(meters));
        driver.open();
    }

    /** Reads until a time of the day, and gathers the quarters' values. */
    private void readUntil(String time) throws Exception {
        Instant end = Instant.parse("2026-01-01T" + time + "Z");
        while (clock.instant().isBefore(end)) {
            long seconds = Duration.between(MIDNIGHT, clock.instant()).toSeconds();
            meter.set("00010000", 100_000 + seconds / PERIOD_SECONDS, 4);
            read();
            clock.advance(Duration.ofSeconds(PERIOD_SECONDS));
        }
    }

    private void read() throws Exception {
        try {
            Measurement measurement = driver.read(List.of(QUARTER)).get(0);
            if (!(measurement.value() instanceof Value.Absent)) {
                quarters.put(measurement.sourceTime(), measurement);
            }
        } catch (DriverException lost) {
            // As the agent does.
            driver.close();
            open();
        }
    }

    private double value(String time) {
        Measurement measurement = quarters.get(Instant.parse("2026-01-01T" + time + "Z"));
        assertThat(measurement).as(time + " in " + quarters.keySet()).isNotNull();
        return ((Value.Real) measurement.value()).value();
    }

    @Test
    void everyQuarterOfADayHasItsValueAndMissedOnesAreHolesThatAreTold() throws Exception {
        meter = meters.add("dlt645:000000000161");
        open();
        readUntil("06:00:00");
        // The meter is not powered over two beginnings, and comes back 7 minutes after the second.
        meter.silence(true);
        readUntil("06:22:00");
        meter.silence(false);
        readUntil("12:00:00");
        // The agent is restarted in the middle of a quarter, and nobody reads for an hour.
        driver.close();
        clock.advance(Duration.ofSeconds(130));
        open();
        readUntil("18:00:00");
        driver.close();
        clock.set(Instant.parse("2026-01-01T19:05:00Z"));
        open();
        readUntil("19:06:00");
        assertThat(context.remarks().get("quarter"))
                .contains("read 300 s after the quarter began at 2026-01-01T19:00:00Z")
                .contains("quarters without a value: 4, the last of them before 2026-01-01T19:00:00Z");
        readUntil("23:59:59");
        assertThat(context.remarks().get("quarter")).doesNotContain("300 s").contains("quarters without a value: 4");

        assertThat(value("00:00:00")).isEqualTo(1000.00);
        // 45 steps a quarter.
        assertThat(value("00:15:00")).isEqualTo(1000.45);
        assertThat(value("05:45:00")).isEqualTo(1010.35);
        assertThat(quarters.subMap(at("06:00:00"), at("06:30:00")).values())
                .singleElement()
                .satisfies(late -> {
                    assertThat(late.quality()).isEqualTo(Quality.UNCERTAIN);
                    assertThat(late.sourceTime()).isAfterOrEqualTo(at("06:22:00"));
                });
        assertThat(value("06:30:00")).isEqualTo(1011.70);
        assertThat(value("23:45:00")).isEqualTo(1042.75);
        long late = quarters.values().stream()
                .filter(measurement -> measurement.quality() == Quality.UNCERTAIN)
                .count();
        // 96 quarters; 06:00, 18:00, 18:15, 18:30 and 18:45 were missed; 06:15, 12:00 and 19:00 were read late.
        assertThat(quarters).hasSize(91);
        assertThat(late).isEqualTo(3);
        // Energy over the day from the quarters alone: nothing is lost in a hole, it is in the next difference.
        assertThat(value("23:45:00") - value("00:00:00")).isEqualTo(42.75, within(1e-9));
    }

    private static Instant at(String time) {
        return Instant.parse("2026-01-01T" + time + "Z");
    }

    @Test
    void meterIsAskedOnceAQuarterWhenNothingElseWantsItsRegister() throws Exception {
        meter = meters.add("dlt645:000000000161");
        open();
        readUntil("02:00:00");
        assertThat(meters.takeRequests()).hasSize(8);
    }

    @Test
    void quarterIsKeptOverAKillOfTheAgentAndNotReadAgain() throws Exception {
        meter = meters.add("dlt645:000000000161");
        open();
        readUntil("00:05:00");
        meters.takeRequests();
        open();
        readUntil("00:06:00");
        assertThat(quarters).hasSize(1);
        assertThat(value("00:00:00")).isEqualTo(1000.00);
        assertThat(meters.takeRequests()).isEmpty();
    }

    @Test
    void quarterWhoseReadingWasTooHighIsTakenBackWhenThatShows() throws Exception {
        meter = meters.add("dlt645:000000000161").set("00010000", 500_000, 4);
        open();
        Point register = new Point("line-1", "energy", "dlt645:000000000161/00010000", ValueType.REAL, "kW.h");
        driver.read(List.of(register, QUARTER));
        clock.set(at("00:15:00"));
        meter.set("00010000", 900_000, 4);
        driver.read(List.of(register, QUARTER));
        clock.advance(Duration.ofSeconds(20));
        meter.set("00010000", 500_010, 4);
        Measurement quarter = driver.read(List.of(register, QUARTER)).get(1);
        assertThat(quarter.value()).isEqualTo(new Value.Real(5000.10));
        assertThat(quarter.quality()).isEqualTo(Quality.UNCERTAIN);
        assertThat(quarter.sourceTime()).isEqualTo(at("00:15:20"));
        driver.close();
    }
}
