package io.fieldpost.agent.shaping;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.config.gateway.PointSettings;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counters to rates: over roll-overs, restarts of the counter and restarts of the agent. */
class CounterRateTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final String WAITING = "power=- BAD_WAITING_FOR_INITIAL_DATA";

    @TempDir
    private Path directory;

    @Test
    void oneKilowattHourInAQuarterIsFourKilowatts() {
        ShapingBench bench = bench(null);
        count(bench, 100);
        assertThat(rates(bench)).containsExactly(WAITING);
        bench.pass(QUARTER);
        count(bench, 101);
        bench.pass(QUARTER);
        count(bench, 101);
        bench.pass(Duration.ofMinutes(30));
        count(bench, 104);
        assertThat(rates(bench)).containsExactly("power=4.0", "power=0.0", "power=6.0");
    }

    @Test
    void withoutATimeTheRateIsPerSecond() {
        ShapingBench bench = new ShapingBench(
                directory, List.of(ShapingBench.plain("energy")), ShapingBench.rate("power", "energy", null, null));
        count(bench, 0);
        bench.pass(Duration.ofMillis(500));
        count(bench, 3);
        assertThat(rates(bench)).contains("power=6.0");
    }

    @Test
    void aCounterThatRollsOverGoesOn() {
        ShapingBench bench = bench(1_000_000.0);
        count(bench, 999_998);
        bench.pass(Duration.ofHours(1));
        count(bench, 3);
        assertThat(rates(bench)).containsExactly(WAITING, "power=5.0");
    }

    @Test
    void aCounterThatFallsFarIsAnotherOneAndHasNoNegativeRate() {
        ShapingBench rolling = bench(1_000_000.0);
        ShapingBench plain = bench(null);
        for (ShapingBench bench : List.of(rolling, plain)) {
            count(bench, 400_000);
            bench.pass(Duration.ofHours(1));
            count(bench, 10);
            bench.pass(Duration.ofHours(1));
            count(bench, 12);
            assertThat(rates(bench)).containsExactly(WAITING, WAITING, "power=2.0");
        }
        ShapingBench beyond = bench(1000.0);
        count(beyond, 5000);
        beyond.pass(Duration.ofHours(1));
        count(beyond, 4900);
        assertThat(rates(beyond)).containsExactly(WAITING, WAITING);
    }

    @Test
    void aBadCountMakesABadRateAndTheNextIsTheMeanOverIt() {
        ShapingBench bench = bench(null);
        count(bench, 100);
        bench.pass(Duration.ofHours(1));
        bench.tellBad("energy", Quality.BAD_NOT_CONNECTED);
        bench.pass(Duration.ofHours(1));
        count(bench, 108);
        bench.pass(Duration.ofHours(1));
        bench.tell("energy", new Value.Int(109), Quality.UNCERTAIN);
        bench.pass(Duration.ofHours(1));
        count(bench, 110);
        bench.pass(Duration.ofHours(1));
        bench.tell("energy", new Value.Text("111"));
        bench.tell("energy", new Value.Real(Double.POSITIVE_INFINITY));
        assertThat(rates(bench))
                .containsExactly(
                        WAITING,
                        "power=- BAD_NOT_CONNECTED",
                        "power=4.0",
                        "power=1.0 UNCERTAIN",
                        "power=1.0 UNCERTAIN",
                        "power=- BAD_CONFIGURATION",
                        "power=- BAD");
    }

    @Test
    void timeIsTheSourcesOwnAndNeverRunsBackwards() {
        ShapingBench bench = bench(null);
        Instant start = bench.time;
        count(bench, 100, start);
        count(bench, 101, start.plusSeconds(900));
        count(bench, 101, start.plusSeconds(900));
        count(bench, 90, start.minusSeconds(3600));
        count(bench, 91, start.minusSeconds(1800));
        assertThat(rates(bench)).containsExactly(WAITING, "power=4.0", "power=2.0");
        assertThat(bench.shaping.late()).isEqualTo(1);
    }

    @Test
    void wholeCountsFarBeyondADoublesPrecisionKeepTheirDifference() {
        ShapingBench bench = bench(null);
        count(bench, Long.MAX_VALUE - 3);
        bench.pass(Duration.ofHours(1));
        count(bench, Long.MAX_VALUE);
        assertThat(rates(bench)).containsExactly(WAITING, "power=3.0");
        bench.pass(Duration.ofHours(1));
        count(bench, Long.MIN_VALUE);
        assertThat(rates(bench)).containsExactly(WAITING);
    }

    @Test
    void aCounterThatIsSilentUntilItsHeartbeatStandsStill() {
        PointSettings energy = ShapingBench.thinned("energy", null, Duration.ofSeconds(60), null);
        ShapingBench bench = new ShapingBench(
                directory, List.of(energy), ShapingBench.rate("power", "energy", Duration.ofHours(1), null));
        count(bench, 100);
        bench.pass(Duration.ofSeconds(36));
        count(bench, 101);
        assertThat(rates(bench)).containsExactly(WAITING, "power=100.0");
        bench.pass(Duration.ofSeconds(60));
        assertThat(rates(bench)).containsExactly("power=0.0");
        bench.pass(Duration.ofSeconds(12));
        count(bench, 102);
        assertThat(rates(bench)).containsExactly("power=50.0");
    }

    @Test
    void rateGoesOnOverARestartOfTheAgent() {
        ShapingBench before = bench(null);
        count(before, 100);
        before.shaping.save(before.now, true).run();

        ShapingBench after = bench(null);
        after.pass(Duration.ofHours(2));
        count(after, 106);
        assertThat(rates(after)).containsExactly("power=3.0");
    }

    @Test
    void aCounterThatIsReadFasterThanItCountsHasOneRateAWindow() {
        ShapingBench bench = windowed(null);
        bench.pass(Duration.ofSeconds(10));
        for (int second = 10; second <= 125; second++) {
            count(bench, second / 30);
            bench.pass(SECOND);
        }
        // First counts of the windows: 0 at 12:00:10, 2 at 12:01:00, 4 at 12:02:00.
        assertThat(rates(bench)).containsExactly(WAITING, "power=" + 2 * 3600.0 / 50, "power=" + 2 * 3600.0 / 60);
    }

    @Test
    void nothingThatHappensWithinAWindowIsOverlooked() {
        ShapingBench bench = windowed(1000.0);
        count(bench, 900);
        bench.pass(Duration.ofSeconds(20));
        count(bench, 300);
        bench.pass(Duration.ofSeconds(20));
        count(bench, 600);
        bench.pass(Duration.ofSeconds(20));
        // Round the clock once and over: 900 to 300 to 600 to 1000.
        bench.tell("energy", new Value.Int(0), Quality.UNCERTAIN);
        bench.pass(MINUTE);
        count(bench, 0);
        assertThat(rates(bench)).containsExactly(WAITING, "power=" + 1100 * 60.0 + " UNCERTAIN", "power=0.0 UNCERTAIN");
        bench.pass(Duration.ofSeconds(10));
        count(bench, 450);
        bench.pass(Duration.ofSeconds(10));
        bench.tell("energy", new Value.Int(10), Quality.GOOD);
        bench.pass(Duration.ofSeconds(40));
        count(bench, 510);
        assertThat(rates(bench)).containsExactly(WAITING, "power=45000.0");
    }

    @Test
    void whatRoseInAnOpenWindowIsNotForgottenOverARestartOfTheAgent() {
        ShapingBench before = windowed(null);
        count(before, 100);
        before.pass(Duration.ofSeconds(40));
        count(before, 140);
        before.shaping.save(before.now, true).run();

        ShapingBench after = windowed(null);
        after.pass(MINUTE);
        count(after, 160);
        assertThat(rates(after)).containsExactly("power=3600.0");
    }

    @Test
    void whatIsRememberedOfACounterReadElsewhereOrScaledOtherwiseIsForgotten() {
        ShapingBench before = bench(null);
        count(before, 100);
        before.shaping.save(before.now, true).run();

        PointSettings scaled = ShapingBench.scaled("energy", 0.1, null, List.of());
        ShapingBench after = new ShapingBench(
                directory, List.of(scaled), ShapingBench.rate("power", "energy", Duration.ofHours(1), null));
        after.pass(Duration.ofHours(2));
        count(after, 1060);
        assertThat(rates(after)).containsExactly(WAITING);
    }

    @Test
    void countsAreWrittenSeldomAndOnlyWhenTheyChanged() throws IOException {
        ShapingBench bench = bench(null);
        int writes = 0;
        for (int second = 0; second < 24 * 3600; second += 10) {
            count(bench, second < 12 * 3600 ? second : 12 * 3600);
            Runnable save = bench.shaping.save(bench.now, false);
            if (save != null) {
                save.run();
                writes++;
            }
            bench.pass(Duration.ofSeconds(10));
        }
        // The time of a count that stands still goes on, so it is written too: 96 quarters of an hour.
        assertThat(writes).isBetween(90, 97);
        assertThat(Files.size(directory.resolve(CounterFile.NAME))).isLessThan(100);
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void damagedFileIsNoReasonNotToStart() throws IOException {
        Files.writeString(directory.resolve(CounterFile.NAME), "power 0 int 5 2026-03-01T00:00:00Z\ncrc32c 00000000\n");
        ShapingBench bench = bench(null);
        count(bench, 100);
        assertThat(rates(bench)).containsExactly(WAITING);
        Files.delete(directory.resolve(CounterFile.NAME));
        Files.createDirectory(directory.resolve(CounterFile.NAME));
        ShapingBench unreadable = bench(null);
        count(unreadable, 100);
        unreadable.shaping.save(unreadable.now, true).run();
        assertThat(rates(unreadable)).containsExactly(WAITING);
    }

    @Property
    void countsComeBackAsTheyWereWritten(@ForAll long whole, @ForAll double real, @ForAll long nanos) {
        Instant time = Instant.EPOCH.plusNanos(nanos);
        List<Count> counts = List.of(
                new Count("a/b.c-1", "0123abcd", new Value.Int(whole), time),
                new Count("b", "0123abce", new Value.Real(real), time));
        assertThat(CounterFile.parse(CounterFile.text(counts))).isEqualTo(counts);
    }

    @Property
    void noTextIsTakenForCountsThatIsNotWhole(@ForAll String text, @ForAll int cut) {
        assertThat(CounterFile.parse(text)).isNull();
        String whole = CounterFile.text(List.of(new Count("a", "0123abcd", new Value.Int(5), Instant.EPOCH)));
        assertThat(CounterFile.parse(whole.substring(0, Math.floorMod(cut, whole.length()))))
                .isNull();
        // The sum is right, and what stands before it makes no sense.
        String sensible = text + '\n';
        List<Count> read = CounterFile.parse(sensible + "crc32c " + CounterFile.digits(sensible) + '\n');
        assertThat(read == null || read.isEmpty()).isTrue();
    }

    private ShapingBench bench(Double rollsOverAt) {
        return new ShapingBench(
                directory,
                List.of(ShapingBench.plain("energy")),
                ShapingBench.rate("power", "energy", Duration.ofHours(1), rollsOverAt));
    }

    private ShapingBench windowed(Double rollsOverAt) {
        return new ShapingBench(
                directory,
                List.of(ShapingBench.plain("energy")),
                ShapingBench.rate("power", "energy", Duration.ofHours(1), MINUTE, rollsOverAt));
    }

    private static void count(ShapingBench bench, long count) {
        bench.tell("energy", new Value.Int(count));
    }

    private static void count(ShapingBench bench, long count, Instant sourceTime) {
        bench.accept(new Measurement(
                ShapingBench.point("energy"), new Value.Int(count), Quality.GOOD, sourceTime, bench.time));
    }

    private static List<String> rates(ShapingBench bench) {
        return bench.told().stream().filter(line -> line.startsWith("power")).toList();
    }
}
