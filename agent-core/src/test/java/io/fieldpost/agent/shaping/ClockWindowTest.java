package io.fieldpost.agent.shaping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.config.gateway.Statistic;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Least, mean and greatest over windows of the clock, which begins at 12:00:00 here. */
class ClockWindowTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ShapingBench bench = bench(MINUTE);

    @Test
    void aValueCountsForAsLongAsItStands() {
        bench.tell("p", 10);
        bench.pass(Duration.ofSeconds(15));
        bench.tell("p", 50);
        bench.pass(Duration.ofSeconds(15));
        bench.tell("p", 20);
        bench.pass(Duration.ofSeconds(30));
        assertThat(windows()).isEmpty();
        bench.tell("p", 99);
        // (10 * 15 + 50 * 15 + 20 * 30) / 60, and 99 stands in the next window.
        assertThat(bench.kept.get(1).sourceTime()).isEqualTo(Instant.parse("2026-03-01T12:01:00Z"));
        assertThat(windows()).containsExactly("w/min=10.0", "w/mean=25.0", "w/max=50.0");
    }

    @Test
    void aWindowClosesByTheClockWhenNothingComes() {
        bench.tell("p", 10);
        bench.pass(Duration.ofSeconds(30));
        bench.tell("p", 20);
        bench.pass(Duration.ofMillis(31_999));
        assertThat(windows()).isEmpty();
        bench.pass(Duration.ofMillis(1));
        assertThat(windows()).containsExactly("w/min=10.0", "w/mean=15.0", "w/max=20.0");
        bench.pass(MINUTE);
        assertThat(windows()).containsExactly("w/min=20.0", "w/mean=20.0", "w/max=20.0");
    }

    @Test
    void aWindowThatBeganWithoutAValueIsToldAsPart() {
        bench.pass(Duration.ofSeconds(20));
        bench.tell("p", 10);
        bench.pass(Duration.ofSeconds(20));
        bench.tell("p", 40);
        bench.pass(Duration.ofSeconds(22));
        assertThat(windows())
                .containsExactly(
                        "w/min=10.0 UNCERTAIN_SUBNORMAL",
                        "w/mean=25.0 UNCERTAIN_SUBNORMAL",
                        "w/max=40.0 UNCERTAIN_SUBNORMAL");
    }

    @Test
    void aBadValueEndsTheOneBeforeAndNoValueIsMadeOfNothing() {
        bench.tell("p", 10);
        bench.pass(Duration.ofSeconds(30));
        bench.tellBad("p", Quality.BAD_NOT_CONNECTED);
        bench.pass(Duration.ofSeconds(32));
        assertThat(windows())
                .containsExactly(
                        "w/min=10.0 UNCERTAIN_SUBNORMAL",
                        "w/mean=10.0 UNCERTAIN_SUBNORMAL",
                        "w/max=10.0 UNCERTAIN_SUBNORMAL");
        bench.pass(MINUTE);
        assertThat(windows())
                .containsExactly(
                        "w/min=- BAD_NOT_CONNECTED", "w/mean=- BAD_NOT_CONNECTED", "w/max=- BAD_NOT_CONNECTED");
    }

    @Test
    void qualityIsTheWorstThatCounts() {
        bench.tell("p", new Value.Real(10), Quality.UNCERTAIN_SENSOR_NOT_ACCURATE);
        bench.pass(Duration.ofSeconds(30));
        bench.tell("p", 10);
        bench.pass(Duration.ofSeconds(32));
        assertThat(windows()).contains("w/mean=10.0 UNCERTAIN_SENSOR_NOT_ACCURATE");
        bench.pass(MINUTE);
        assertThat(windows()).contains("w/mean=10.0");
    }

    @Test
    void trueAndFalseAreTheShareOfTime() {
        bench.tell("p", new Value.Bool(true));
        bench.pass(Duration.ofSeconds(45));
        bench.tell("p", new Value.Bool(false));
        bench.pass(Duration.ofSeconds(17));
        assertThat(windows()).containsExactly("w/min=0.0", "w/mean=0.75", "w/max=1.0");
        bench.tell("p", new Value.Text("off"));
        bench.pass(MINUTE);
        bench.pass(MINUTE);
        assertThat(windows()).contains("w/mean=- BAD_CONFIGURATION");
    }

    @Test
    void windowsFollowTheSourcesClockWhereItIsNearlyRight() {
        told("12:00:00", "12:00:20", 10);
        told("12:00:40", "12:01:00", 40);
        bench.pass(Duration.ofSeconds(20));
        assertThat(windows()).isEmpty();
        told("12:01:00", "12:01:20", 70);
        assertThat(windows()).contains("w/mean=20.0");
        // The next closes by our clock as late as its values come: at 12:02:20, and two seconds more.
        bench.pass(Duration.ofMillis(61_999));
        assertThat(windows()).isEmpty();
        bench.pass(Duration.ofMillis(1));
        assertThat(windows()).contains("w/mean=70.0");
    }

    @Test
    void aSourceWhoseClockIsWrongAndAnOldValueToldAnewCountAtTheirArrival() {
        told("03:17:00", "12:00:00", 10);
        told("03:17:30", "12:00:30", 30);
        told("03:18:00", "12:01:00", 50);
        assertThat(bench.kept.get(3).sourceTime()).isEqualTo(Instant.parse("2026-03-01T12:01:00Z"));
        assertThat(windows()).containsExactly("w/min=10.0", "w/mean=20.0", "w/max=30.0");
        ShapingBench ancient = bench(MINUTE);
        ancient.accept(
                new Measurement(ShapingBench.point("p"), new Value.Real(5), Quality.GOOD, Instant.MIN, ancient.time));
        ancient.pass(MINUTE.multipliedBy(2));
        assertThat(ancient.told()).contains("w/mean=5.0");
    }

    @Test
    void aValueForAWindowThatHasClosedIsCountedAndChangesNothing() {
        bench.tell("p", 10);
        bench.pass(Duration.ofSeconds(62));
        assertThat(windows()).contains("w/max=10.0");
        told("12:00:59", "12:01:02", 500);
        told("12:01:01", "12:01:02", 20);
        told("12:01:00", "12:01:03", 900);
        assertThat(bench.shaping.late()).isEqualTo(2);
        told("12:02:00", "12:02:00", 0);
        assertThat(windows()).contains("w/max=20.0");
    }

    @Test
    void whenTheClockIsSetBackTheWindowsBeginAnewFromThere() {
        bench.tell("p", 10);
        told("12:00:30", "12:00:30", 20);
        told("09:30:00", "09:30:00", 30);
        assertThat(windows()).contains("w/mean=10.0 UNCERTAIN_SUBNORMAL", "w/max=20.0 UNCERTAIN_SUBNORMAL");
        told("09:31:00", "09:31:00", 40);
        assertThat(windows()).contains("w/mean=30.0");
        assertThat(bench.shaping.late()).isZero();
    }

    @Test
    void whenTheClockLeapsAheadAFewWindowsAreToldAndNeverThousands() {
        bench.tell("p", 10);
        told("23:30:30", "23:30:30", 20);
        assertThat(windows()).hasSize(30);
        told("23:31:00", "23:31:00", 30);
        assertThat(windows()).contains("w/mean=15.0");
        bench.time = bench.time.plus(Duration.ofDays(20_000));
        bench.pass(Duration.ofSeconds(1));
        assertThat(windows()).hasSize(30);
    }

    @Test
    void onlyWhatIsAskedForIsToldAndCanBeMadeIntoMore() {
        ShapingBench made = new ShapingBench(
                List.of(ShapingBench.plain("p")),
                ShapingBench.window("w", "p", MINUTE, Statistic.MIN, Statistic.MAX),
                ShapingBench.expression("spread", "'w/max' - 'w/min'"));
        made.tell("p", 10);
        made.pass(Duration.ofSeconds(30));
        made.tell("p", 25);
        made.pass(Duration.ofSeconds(33));
        assertThat(made.told()).containsExactly("p=10.0", "p=25.0", "w/min=10.0", "w/max=25.0", "spread=15.0");
    }

    @Test
    void aQuarterOfAnHourBeginsWithTheHour() {
        ShapingBench quarters = bench(Duration.ofMinutes(15));
        quarters.pass(Duration.ofMinutes(7));
        quarters.tell("p", 10);
        quarters.pass(Duration.ofMinutes(24));
        assertThat(quarters.kept.stream().skip(1).map(Measurement::sourceTime).distinct())
                .containsExactly(Instant.parse("2026-03-01T12:15:00Z"), Instant.parse("2026-03-01T12:30:00Z"));
    }

    /** Values at random whole seconds, against a look at every single second. */
    @Property(tries = 300)
    void windowsAreThoseThatALookAtEverySecondGives(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ShapingBench made = bench(MINUTE);
        double[] bySecond = new double[600];
        double standing = Double.NaN;
        for (int second = 0; second < bySecond.length; second++) {
            if (second == 0 || random.nextInt(9) == 0) {
                standing = random.nextInt(-50, 50);
                made.tell("p", standing);
            }
            bySecond[second] = standing;
            made.pass(Duration.ofSeconds(1));
        }
        made.pass(Duration.ofSeconds(2));
        List<Measurement> told = made.kept.stream()
                .filter(each -> each.point().name().startsWith("w/"))
                .toList();
        assertThat(told).hasSize(30).allMatch(each -> each.quality() == Quality.GOOD);
        for (int window = 0; window < 10; window++) {
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            double sum = 0;
            for (int second = 60 * window; second < 60 * window + 60; second++) {
                min = Math.min(min, bySecond[second]);
                max = Math.max(max, bySecond[second]);
                sum += bySecond[second];
            }
            assertThat(Count.number(told.get(3 * window).value())).isEqualTo(min);
            assertThat(Count.number(told.get(3 * window + 1).value())).isEqualTo(sum / 60, within(1e-9));
            assertThat(Count.number(told.get(3 * window + 2).value())).isEqualTo(max);
        }
    }

    /** Times of any order and size: nothing is thrown, and a mean lies between its limits. */
    @Property(tries = 300)
    void noTimesBreakAWindow(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ShapingBench made = bench(MINUTE);
        for (int i = 0; i < 100; i++) {
            Instant source = random.nextInt(10) == 0
                    ? List.of(Instant.MIN, Instant.MAX, Instant.EPOCH).get(random.nextInt(3))
                    : made.time.plusSeconds(random.nextInt(-200, 200));
            Value value = new Value.Real(random.nextDouble(-5, 5));
            made.accept(new Measurement(ShapingBench.point("p"), value, Quality.GOOD, source, made.time));
            made.time = made.time.plusSeconds(random.nextInt(20) == 0 ? random.nextInt(-9000, 9000) : 0);
            made.pass(Duration.ofSeconds(random.nextInt(40)));
        }
        List<String> beyond = made.kept.stream()
                .filter(each -> !(Math.abs(Count.number(each.value())) <= 5))
                .map(ShapingBench::text)
                .toList();
        assertThat(beyond).isEmpty();
        assertThat(made.kept).hasSizeGreaterThan(103);
    }

    private static ShapingBench bench(Duration length) {
        return new ShapingBench(List.of(ShapingBench.plain("p")), ShapingBench.window("w", "p", length));
    }

    /** A value with a source's time, which arrives at ours. */
    private void told(String sourceTime, String arrival, double value) {
        bench.time = Instant.parse("2026-03-01T" + arrival + "Z");
        Instant source = Instant.parse("2026-03-01T" + sourceTime + "Z");
        bench.accept(new Measurement(ShapingBench.point("p"), new Value.Real(value), Quality.GOOD, source, bench.time));
    }

    private List<String> windows() {
        return bench.told().stream().filter(line -> line.startsWith("w/")).toList();
    }
}
