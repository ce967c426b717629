package io.fieldpost.agent.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.config.gateway.DerivedPoint;
import io.fieldpost.config.gateway.PointSettings;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a runner makes of shaping: who waits for what is held back, and what becomes of it at the end. */
class ShapedSourceTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void driverLearnsOfItsValuesWhenNoneIsHeldBackAnyMore() {
        RunnerBench bench = streaming(thinned("a", null, null, SECOND));
        List<String> safe = new ArrayList<>();
        bench.device.sink.accept(bench.number(1));
        bench.device.sink.accept(bench.number(2));
        bench.device.sink.accept(bench.number(3));
        bench.device.context.whenKept(() -> safe.add(numbers(bench).toString()));
        bench.run(Duration.ofMillis(800));
        assertThat(numbers(bench)).containsExactly(1L);
        assertThat(safe).isEmpty();
        bench.run(Duration.ofMillis(400));
        assertThat(safe).containsExactly("[1, 3]");
    }

    @Test
    void aValueThatAnotherOfItsIntervalReplacedIsLeftOutAndNothingWaitsForIt() {
        RunnerBench bench = streaming(thinned("a", null, null, SECOND));
        List<String> safe = new ArrayList<>();
        bench.device.sink.accept(bench.number(1));
        bench.device.sink.accept(bench.number(2));
        bench.device.context.whenKept(() -> safe.add(numbers(bench).toString()));
        bench.device.sink.accept(bench.number(3));
        bench.run(Duration.ofMillis(800));
        assertThat(safe).containsExactly("[1]");
    }

    @Test
    void driverOfAFastSourceLearnsInTheEndAlthoughSomethingIsHeldBackAlways() {
        RunnerBench bench = streaming(thinned("a", null, null, SECOND));
        List<String> safe = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            bench.device.sink.accept(bench.number(i));
            if (i == 10) {
                bench.device.context.whenKept(() -> safe.add("ten"));
            }
            bench.run(Duration.ofMillis(50));
        }
        assertThat(safe).containsExactly("ten");
    }

    @Test
    void driverLearnsWhenWhatWasHeldBackIsLeftOutInTheEnd() {
        RunnerBench bench = streaming(thinned("a", 5.0, null, SECOND));
        List<String> safe = new ArrayList<>();
        bench.device.sink.accept(bench.number(1));
        bench.device.sink.accept(bench.number(2));
        bench.device.context.whenKept(() -> safe.add("two"));
        bench.run(Duration.ofMillis(900));
        assertThat(safe).isEmpty();
        bench.run(Duration.ofMillis(200));
        assertThat(safe).containsExactly("two");
        assertThat(numbers(bench)).containsExactly(1L);
        assertThat(bench.runner.suppressed()).isEqualTo(1);
    }

    @Test
    void stopHandsOverWhatIsHeldBack() {
        RunnerBench bench = streaming(thinned("a", null, null, SECOND));
        bench.device.sink.accept(bench.number(1));
        bench.device.sink.accept(bench.number(2));
        bench.runner.requestStop();
        bench.runner.stop(bench.clock.nanoTime(), Duration.ZERO);
        assertThat(numbers(bench)).containsExactly(1L, 2L);
    }

    @Test
    void signOfLifeEndsWithTheConnection() {
        RunnerBench bench = streaming(thinned("a", 1.0, Duration.ofSeconds(5), null));
        bench.device.sink.accept(bench.number(7));
        bench.run(Duration.ofSeconds(12));
        assertThat(numbers(bench)).containsExactly(7L, 7L, 7L);
        bench.device.onOpen = () -> {
            throw new DriverException(DriverException.Reason.UNREACHABLE, "away");
        };
        bench.device.context.connectionLost(new DriverException(DriverException.Reason.UNREACHABLE, "gone"));
        bench.run(Duration.ofSeconds(60));
        assertThat(bench.stored()).hasSize(4);
        assertThat(bench.stored().get(3).quality().severity()).isEqualTo(Quality.Severity.BAD);
    }

    @Test
    void pollGivesDerivedValuesInTheSameBatchAndAFailureMakesThemBad() {
        RunnerBench bench = new RunnerBench(
                false,
                Path.of("unused"),
                List.of(RunnerBench.plain("a"), RunnerBench.plain("b")),
                List.of(expression("sum", "a + b")));
        bench.device.value = new Value.Int(21);
        bench.run(Duration.ofMillis(200));
        assertThat(bench.batches.get(0)).extracting(each -> each.point().name()).containsExactly("a", "b", "sum");
        assertThat(bench.batches.get(0).get(2).value()).isEqualTo(new Value.Real(42));
        bench.device.onRead = () -> {
            throw new DriverException(DriverException.Reason.TIMEOUT, "no answer");
        };
        bench.run(Duration.ofSeconds(2));
        Measurement last = bench.stored().get(5);
        assertThat(last.point().name()).isEqualTo("sum");
        assertThat(last.quality()).isEqualTo(Quality.BAD_TIMEOUT);
        assertThat(bench.runner.status().latest())
                .extracting(each -> each.point().name())
                .contains("sum");
    }

    @Test
    void rateGoesOnInTheNextRunner(@TempDir Path directory) {
        List<PointSettings> points = List.of(RunnerBench.plain("a"));
        DerivedPoint rate = new DerivedPoint(
                "rate", "1/h", null, "a", Duration.ofHours(1), null, null, null, List.of(), null, null, null);
        RunnerBench first = new RunnerBench(true, directory, points, List.of(rate));
        first.step();
        first.device.sink.accept(first.number(100));
        first.runner.stop(first.clock.nanoTime(), Duration.ZERO);
        assertThat(Files.exists(directory.resolve("counters"))).isTrue();
        RunnerBench second = new RunnerBench(true, directory, points, List.of(rate));
        second.clock.advance(Duration.ofHours(2));
        second.step();
        second.device.sink.accept(second.number(110));
        second.run(SECOND);
        assertThat(second.stored().get(1).value()).isEqualTo(new Value.Real(5));
    }

    private static RunnerBench streaming(PointSettings point) {
        RunnerBench bench = new RunnerBench(true, Path.of("unused"), List.of(point), List.of());
        bench.run(Duration.ofMillis(100));
        return bench;
    }

    private static PointSettings thinned(String name, Double deadband, Duration heartbeat, Duration interval) {
        return new PointSettings(
                name, "at:" + name, "1", deadband, List.of(), null, null, List.of(), heartbeat, interval);
    }

    private static DerivedPoint expression(String name, String expression) {
        return new DerivedPoint(name, "1", expression, null, null, null, null, null, List.of(), null, null, null);
    }

    private static List<Long> numbers(RunnerBench bench) {
        return bench.stored().stream()
                .map(each -> ((Value.Int) each.value()).value())
                .toList();
    }
}
