package io.fieldpost.agent.shaping;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.config.gateway.PointSettings;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values made of others: when they are worked out, and how good they are. */
class CalculationTest {
    private static final List<PointSettings> LINES =
            List.of(ShapingBench.plain("line_1"), ShapingBench.plain("line_2"), ShapingBench.plain("fault"));

    private final ShapingBench bench = new ShapingBench(
            LINES,
            ShapingBench.expression("total", "line_1 + line_2"),
            ShapingBench.expression("running", "total > 10 and not fault"));

    @Test
    void pollGivesOneValueMadeOfAllOfIt() {
        bench.poll(number("line_1", 4), number("line_2", 5), flag("fault", false));
        assertThat(bench.told())
                .containsExactly("line_1=4.0", "line_2=5.0", "fault=false", "total=9.0", "running=false");
        bench.poll(number("line_1", 8), number("line_2", 9), flag("fault", false));
        assertThat(bench.told())
                .containsExactly("line_1=8.0", "line_2=9.0", "fault=false", "total=17.0", "running=true");
    }

    @Test
    void valuesOfOneTimeMakeOneValueAndInputsKeepUntilTheNext() {
        bench.poll(number("line_1", 4), number("line_2", 5), flag("fault", false));
        bench.told();
        bench.pass(Duration.ofSeconds(1));
        bench.tell("line_1", 10);
        bench.tell("line_2", 20);
        assertThat(bench.told()).containsExactly("line_1=10.0", "line_2=20.0");
        bench.pass(Duration.ofMillis(20));
        assertThat(bench.told()).containsExactly("total=30.0", "running=true");
        bench.tell("line_1", 1);
        bench.pass(Duration.ofSeconds(1));
        assertThat(bench.told()).containsExactly("line_1=1.0", "total=21.0", "running=true");
    }

    @Test
    void everyTimeAtWhichAnInputChangedHasItsValue() {
        bench.poll(number("line_1", 4), number("line_2", 5), flag("fault", false));
        bench.told();
        bench.time = bench.time.plusMillis(1);
        bench.tell("line_1", 6);
        bench.time = bench.time.plusMillis(1);
        bench.tell("line_2", 7);
        bench.tell("line_2", 8);
        bench.shaping.finish(bench.now);
        assertThat(bench.told())
                .containsExactly(
                        "line_1=6.0",
                        "line_2=7.0",
                        "total=11.0",
                        "running=true",
                        "line_2=8.0",
                        "total=13.0",
                        "running=true",
                        "total=14.0",
                        "running=true");
    }

    @Test
    void timesAreThoseOfTheNewestInput() {
        Instant old = bench.time.minusSeconds(5);
        Instant arrived = bench.time.plusSeconds(1);
        bench.poll(
                new Measurement(ShapingBench.point("line_1"), new Value.Real(1), Quality.GOOD, bench.time, bench.time),
                new Measurement(ShapingBench.point("line_2"), new Value.Int(2), Quality.GOOD, old, arrived));
        Measurement total = bench.kept.get(2);
        assertThat(ShapingBench.text(total)).isEqualTo("total=3.0");
        assertThat(total.sourceTime()).isEqualTo(bench.time);
        assertThat(total.receivedTime()).isEqualTo(arrived);
        assertThat(total.point().unit()).isEqualTo("kW");
        assertThat(total.point().source()).isEqualTo("line");
    }

    @Test
    void resultIsAsGoodAsItsWorstInput() {
        bench.poll(number("line_1", 4), number("line_2", 5), flag("fault", false));
        bench.told();
        bench.poll(Measurement.bad(ShapingBench.point("line_1"), Quality.BAD_TIMEOUT, bench.time));
        assertThat(bench.told())
                .containsExactly("line_1=- BAD_TIMEOUT", "total=- BAD_TIMEOUT", "running=- BAD_TIMEOUT");
        bench.poll(new Measurement(
                ShapingBench.point("line_1"), new Value.Real(4), Quality.UNCERTAIN, bench.time, bench.time));
        assertThat(bench.told())
                .containsExactly("line_1=4.0 UNCERTAIN", "total=9.0 UNCERTAIN", "running=false UNCERTAIN");
    }

    @Test
    void nothingIsMadeOfInputsThatHaveNotComeAndThatIsToldOnce() {
        bench.poll(number("line_1", 4));
        assertThat(bench.told())
                .containsExactly(
                        "line_1=4.0", "total=- BAD_WAITING_FOR_INITIAL_DATA", "running=- BAD_WAITING_FOR_INITIAL_DATA");
        bench.poll(number("line_1", 5));
        assertThat(bench.told()).containsExactly("line_1=5.0");
        bench.poll(number("line_2", 5));
        assertThat(bench.told()).contains("total=10.0");
    }

    @Test
    void inputOfAnotherKindIsAMistakeOfTheConfiguration() {
        bench.poll(number("line_1", 4), number("line_2", 50), number("fault", 0));
        assertThat(bench.told()).contains("total=54.0", "running=- BAD_CONFIGURATION");
        ShapingBench alike = new ShapingBench(LINES, ShapingBench.expression("same", "line_1 == fault"));
        alike.poll(number("line_1", 1), flag("fault", true));
        assertThat(alike.told()).contains("same=- BAD_CONFIGURATION");
        alike.poll(number("fault", 1));
        assertThat(alike.told()).contains("same=true");
    }

    @Test
    void whatIsNoNumberMakesABadValueAndNeverAFalseOne() {
        ShapingBench made = new ShapingBench(
                LINES,
                ShapingBench.expression("ratio", "line_1 / line_2"),
                ShapingBench.expression("fast", "line_1 > 10"));
        made.poll(number("line_1", 4), number("line_2", 0));
        assertThat(made.told()).contains("ratio=- BAD", "fast=false");
        made.poll(number("line_1", Double.NaN), number("line_2", 1));
        assertThat(made.told()).contains("ratio=- BAD", "fast=- BAD");
    }

    @Test
    void inputIsTheScaledAndClampedValueOfEveryMeasurement() {
        PointSettings power = new PointSettings(
                "power", "at", "kW", 5.0, List.of(), 0.1, null, List.of(0.0, 50.0), null, Duration.ofSeconds(10));
        ShapingBench made = new ShapingBench(List.of(power), ShapingBench.expression("double", "power * 2"));
        made.poll(Measurement.good(ShapingBench.point("power"), new Value.Int(100), made.time));
        made.poll(Measurement.good(ShapingBench.point("power"), new Value.Int(110), made.time));
        made.poll(Measurement.good(ShapingBench.point("power"), new Value.Int(900), made.time));
        assertThat(made.told())
                .containsExactly("power=10.0", "double=20.0", "double=22.0", "double=100.0 UNCERTAIN_UNITS_EXCEEDED");
    }

    @Test
    void whatTheSourceHadKeptMakesNoDerivedValueAndIsCounted() {
        bench.poll(number("line_1", 4), number("line_2", 5), flag("fault", false));
        bench.told();
        bench.accept(new Measurement(
                ShapingBench.point("line_1"), new Value.Real(1), Quality.GOOD, bench.time, bench.time, 0, true));
        bench.shaping.finish(bench.now);
        assertThat(bench.told()).containsExactly("line_1=1.0");
        assertThat(bench.shaping.late()).isEqualTo(1);
    }

    private Measurement number(String name, double value) {
        return Measurement.good(ShapingBench.point(name), new Value.Real(value), bench.time);
    }

    private Measurement flag(String name, boolean value) {
        return Measurement.good(ShapingBench.point(name), new Value.Bool(value), bench.time);
    }
}
