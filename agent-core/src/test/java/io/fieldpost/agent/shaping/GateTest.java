package io.fieldpost.agent.shaping;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.config.gateway.PointSettings;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Deadband, heartbeat and interval: which values of a point are kept, and when. */
class GateTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void pointsWithoutShapingPassAsTheSameObjects() {
        ShapingBench bench = new ShapingBench(List.of(ShapingBench.plain("a"), thinned("b", 0.5, null, null)));
        Measurement measurement = Measurement.good(ShapingBench.point("a"), new Value.Real(1), bench.time);
        bench.accept(measurement);
        bench.accept(measurement);
        assertThat(bench.kept).hasSize(2).allMatch(each -> each == measurement);
        assertThat(bench.seen).hasSize(2);
    }

    @Test
    void whatLiesInTheDeadbandIsLeftOutCountedAndSeen() {
        ShapingBench bench = new ShapingBench(List.of(thinned("a", 0.5, null, null)));
        bench.tell("a", 20);
        bench.tell("a", 20.5);
        bench.tell("a", 20.51);
        assertThat(bench.told()).containsExactly("a=20.0", "a=20.51");
        assertThat(bench.shaping.leftOut()).isEqualTo(1);
        assertThat(bench.seen).hasSize(3);
    }

    @Test
    void whatThereWasNoRoomForIsNotComparedWith() {
        ShapingBench bench = new ShapingBench(List.of(thinned("a", 0.5, null, null)));
        bench.full = true;
        bench.tell("a", 20);
        bench.full = false;
        bench.tell("a", 20);
        assertThat(bench.told()).containsExactly("a=20.0");
    }

    @Test
    void unchangedValueIsKeptAgainAfterTheHeartbeat() {
        ShapingBench bench = new ShapingBench(List.of(thinned("a", 0.5, Duration.ofSeconds(60), null)));
        for (int i = 0; i <= 120; i++) {
            bench.tell("a", 20 + i / 1000.0);
            bench.pass(SECOND, false);
        }
        assertThat(bench.told()).containsExactly("a=20.0", "a=20.06", "a=20.12");
    }

    @Test
    void heartbeatLeavesOutEqualValuesOfEveryKind() {
        ShapingBench bench = new ShapingBench(List.of(thinned("a", null, Duration.ofSeconds(60), null)));
        bench.tell("a", new Value.Text("run"));
        bench.tell("a", new Value.Text("run"));
        bench.tell("a", new Value.Text("stop"));
        bench.tellBad("a", Quality.BAD_TIMEOUT);
        bench.tellBad("a", Quality.BAD_TIMEOUT);
        assertThat(bench.told()).containsExactly("a=run", "a=stop", "a=- BAD_TIMEOUT");
    }

    @Test
    void silenceOfASourceThatTellsChangesIsFilledWithTheNewestValueAndItsOwnTime() {
        ShapingBench bench = new ShapingBench(List.of(thinned("a", 0.5, Duration.ofSeconds(60), null)));
        Instant told = bench.time;
        bench.tell("a", 20);
        bench.tell("a", 20.3);
        bench.pass(Duration.ofSeconds(59));
        assertThat(bench.told()).containsExactly("a=20.0");
        bench.pass(SECOND);
        Measurement again = bench.kept.get(0);
        assertThat(bench.told()).containsExactly("a=20.3");
        assertThat(again.sourceTime()).isEqualTo(told);
        assertThat(again.receivedTime()).isEqualTo(told.plusSeconds(60));
        bench.pass(Duration.ofSeconds(120));
        assertThat(bench.told()).containsExactly("a=20.3", "a=20.3");
    }

    @Test
    void silenceOfASourceThatIsPolledOrAwayIsNotFilled() {
        ShapingBench bench = new ShapingBench(List.of(thinned("a", 0.5, Duration.ofSeconds(60), null)));
        bench.tell("a", 20);
        bench.pass(Duration.ofMinutes(5), false);
        assertThat(bench.told()).containsExactly("a=20.0");
        bench.pass(Duration.ofSeconds(2), true);
        assertThat(bench.told()).containsExactly("a=20.0");
    }

    @Test
    void lastValueOfAnIntervalIsKeptAtItsEnd() {
        ShapingBench bench = new ShapingBench(List.of(thinned("a", null, null, SECOND)));
        bench.tell("a", 1);
        bench.pass(Duration.ofMillis(100));
        bench.tell("a", 2);
        bench.pass(Duration.ofMillis(100));
        bench.tell("a", 3);
        bench.pass(Duration.ofMillis(799));
        assertThat(bench.told()).containsExactly("a=1.0");
        bench.pass(Duration.ofMillis(1));
        assertThat(bench.told()).containsExactly("a=3.0");
        assertThat(bench.shaping.leftOut()).isEqualTo(1);
        bench.pass(Duration.ofSeconds(5));
        bench.tell("a", 4);
        assertThat(bench.told()).containsExactly("a=4.0");
    }

    @Test
    void lastOfTheIntervalCountsAndNotAnEarlierOneThatWasFurtherAway() {
        ShapingBench bench = new ShapingBench(List.of(thinned("a", 0.5, null, SECOND)));
        bench.tell("a", 10);
        bench.tell("a", 20);
        bench.tell("a", 10.1);
        bench.pass(Duration.ofSeconds(3));
        assertThat(bench.told()).containsExactly("a=10.0");
        assertThat(bench.shaping.leftOut()).isEqualTo(2);
    }

    @Test
    void whatIsHeldBackGoesBeforeWhatFollowsTheInterval() {
        ShapingBench bench = new ShapingBench(List.of(thinned("a", null, null, SECOND)));
        bench.tell("a", 1);
        bench.tell("a", 2);
        bench.now += SECOND.toNanos();
        bench.tell("a", 3);
        assertThat(bench.told()).containsExactly("a=1.0", "a=2.0");
        bench.pass(SECOND);
        assertThat(bench.told()).containsExactly("a=3.0");
    }

    @Test
    void endGivesWhatIsHeldBack() {
        ShapingBench bench = new ShapingBench(List.of(thinned("a", null, null, SECOND)));
        bench.tell("a", 1);
        bench.tell("a", 2);
        bench.shaping.finish(bench.now);
        assertThat(bench.told()).containsExactly("a=1.0", "a=2.0");
    }

    @Test
    void valuesThatTheSourceHadKeptAreThinnedOutByTheirOwnTime() {
        ShapingBench bench = new ShapingBench(List.of(thinned("a", null, null, SECOND)));
        for (int i = 0; i < 40; i++) {
            Instant then = bench.time.minusSeconds(3600).plusMillis(i * 100L);
            Value value = new Value.Int(i);
            bench.accept(new Measurement(ShapingBench.point("a"), value, Quality.GOOD, then, bench.time, 0, true));
        }
        Measurement ancient = new Measurement(
                ShapingBench.point("a"), new Value.Int(-1), Quality.GOOD, Instant.MIN, bench.time, 0, true);
        bench.accept(ancient);
        assertThat(bench.told()).containsExactly("a=0", "a=10", "a=20", "a=30", "a=-1");
        assertThat(bench.shaping.leftOut()).isEqualTo(36);
    }

    @Test
    void whatIsNewIsNotHeldUpByWhatTheSourceHadKept() {
        ShapingBench bench = new ShapingBench(List.of(thinned("a", null, null, SECOND)));
        bench.tell("a", 1);
        bench.tell("a", 2);
        for (int i = 0; i < 11; i++) {
            Instant then = bench.time.minusSeconds(3600 - i * 60L);
            Value value = new Value.Int(i);
            bench.accept(new Measurement(ShapingBench.point("a"), value, Quality.GOOD, then, bench.time, 0, true));
            bench.pass(Duration.ofMillis(100));
        }
        assertThat(bench.told()).contains("a=2.0").hasSize(13);
    }

    @Test
    void aThousandPointsShareTheirTurns() {
        List<PointSettings> points = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            points.add(thinned("p" + i, null, null, SECOND));
        }
        ShapingBench bench = new ShapingBench(points);
        for (int value = 0; value < 2; value++) {
            for (int i = 0; i < 1000; i++) {
                bench.tell("p" + i, value);
                bench.forward(500_000);
            }
        }
        int turns = 0;
        for (long wait = bench.shaping.nanosUntilStep(bench.now);
                wait < Long.MAX_VALUE;
                wait = bench.shaping.nanosUntilStep(bench.now)) {
            bench.forward(wait);
            bench.shaping.step(bench.now, bench.time, true);
            turns++;
        }
        assertThat(bench.kept).hasSize(2000);
        assertThat(turns).isLessThan(100);
    }

    @Property(tries = 300)
    void everyValueIsKeptOrCountedAndNoTwoComeWithinAnInterval(
            @ForAll @Size(max = 60) List<@IntRange(max = 700) Integer> gapsMillis) {
        ShapingBench bench = new ShapingBench(List.of(thinned("a", null, null, SECOND)));
        List<Long> keptAt = new ArrayList<>();
        int value = 0;
        for (int gap : gapsMillis) {
            bench.tell("a", value++);
            note(bench, keptAt);
            for (int i = 0; i < gap; i++) {
                bench.pass(Duration.ofMillis(1));
                note(bench, keptAt);
            }
        }
        bench.pass(Duration.ofSeconds(2));
        assertThat(bench.kept.size() + bench.shaping.leftOut()).isEqualTo(value);
        for (int i = 1; i < keptAt.size(); i++) {
            assertThat(keptAt.get(i) - keptAt.get(i - 1)).isGreaterThanOrEqualTo(SECOND.toNanos());
        }
        if (value > 0) {
            Measurement last = bench.kept.get(bench.kept.size() - 1);
            assertThat(last.value()).isEqualTo(new Value.Real(value - 1));
        }
    }

    private static void note(ShapingBench bench, List<Long> keptAt) {
        while (keptAt.size() < bench.kept.size()) {
            keptAt.add(bench.now);
        }
    }

    private static PointSettings thinned(String name, Double deadband, Duration heartbeat, Duration interval) {
        return ShapingBench.thinned(name, deadband, heartbeat, interval);
    }
}
