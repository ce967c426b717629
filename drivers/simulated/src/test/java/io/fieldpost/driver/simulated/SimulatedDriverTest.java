package io.fieldpost.driver.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.PolledDriver;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.testkit.ManualClock;
import io.fieldpost.driver.testkit.TestContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedDriverTest {
    private static final Point RANDOM = new Point("s", "r", "random(from=10, to=20)", ValueType.REAL, "1");

    private final ManualClock clock = new ManualClock();

    @Test
    void sameSeedGivesTheSameValuesAfterARestart() {
        ManualClock later = new ManualClock();
        assertThat(hundredValues(driver(7, clock), clock)).isEqualTo(hundredValues(driver(7, later), later));
    }

    @Test
    void anotherSeedGivesOtherValues() {
        ManualClock later = new ManualClock();
        assertThat(hundredValues(driver(7, clock), clock)).isNotEqualTo(hundredValues(driver(8, later), later));
    }

    @Test
    void randomValuesStayInTheirLimitsAndDiffer() {
        List<Double> values = hundredValues(driver(1, clock), clock);
        assertThat(values).allMatch(value -> value >= 10 && value < 20);
        assertThat(values).doesNotHaveDuplicates();
    }

    @Test
    void faultIsABadQualityWithoutAValueWhileItLasts() {
        Point fault = new Point("s", "f", "fault(period=10s, share=0.1)", ValueType.BOOL, "1");
        PolledDriver driver = driver(1, clock);
        assertThat(read(driver, fault).quality()).isEqualTo(Quality.BAD_DEVICE_FAILURE);
        clock.advance(Duration.ofSeconds(1));
        assertThat(read(driver, fault).value()).isEqualTo(new Value.Bool(true));
    }

    private static PolledDriver driver(long seed, ManualClock clock) {
        TestContext context = new TestContext("s", clock, Path.of("unused"));
        return (PolledDriver) new SimulatedDriverFactory().create(new SimulatedSettings(seed), context);
    }

    private static List<Double> hundredValues(PolledDriver driver, ManualClock clock) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            values.add(((Value.Real) read(driver, RANDOM).value()).value());
            clock.advance(Duration.ofSeconds(1));
        }
        return values;
    }

    private static Measurement read(PolledDriver driver, Point point) {
        return ((SimulatedDriver) driver).read(List.of(point)).get(0);
    }
}
