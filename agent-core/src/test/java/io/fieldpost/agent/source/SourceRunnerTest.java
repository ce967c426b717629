package io.fieldpost.agent.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.status.SourceStatus.State;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Quality;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SourceRunnerTest {
    private final RunnerBench bench = RunnerBench.polled();

    @Test
    void readsAtOnceAndThenOnceEveryPeriod() {
        bench.step();
        assertThat(bench.device.reads).isEqualTo(1);
        bench.run(Duration.ofSeconds(5));
        assertThat(bench.device.reads).isEqualTo(6);
        assertThat(bench.state()).isEqualTo(State.RUNNING);
        assertThat(bench.runner.status().overruns()).isZero();
        assertThat(bench.runner.status().latest()).hasSize(2);
    }

    @Test
    void oneReadIsOneBatchAfterTheLinger() {
        bench.step();
        assertThat(bench.batches).isEmpty();
        bench.run(Duration.ofMillis(100));
        assertThat(bench.batches).hasSize(1);
        assertThat(bench.batches.get(0))
                .extracting(measurement -> measurement.point().name())
                .containsExactly("a", "b");
    }

    @Test
    void slowPollSkipsThePeriodsItCoveredAndKeepsTheGrid() {
        bench.step();
        bench.calls.hold();
        bench.run(Duration.ofSeconds(1));
        bench.run(Duration.ofMillis(2500));
        bench.calls.release();
        bench.step();
        assertThat(bench.device.reads).isEqualTo(2);
        assertThat(bench.runner.status().overruns()).isEqualTo(2);
        bench.run(Duration.ofMillis(450));
        assertThat(bench.device.reads).isEqualTo(2);
        bench.run(Duration.ofMillis(50));
        assertThat(bench.device.reads).as("back on the grid at 4 s").isEqualTo(3);
    }

    @Test
    void deviceThatAnswersWrongIsTriedAgainEverMoreRarely() {
        bench.device.onOpen = failing(Reason.PROTOCOL);
        bench.run(Duration.ofMinutes(10));
        // Waits of 0.5-1, 1-2, 2-4 ... 30-60 s: six attempts in the first minute at most, then one or two a minute.
        assertThat(bench.device.opens).isBetween(12, 30);
    }

    @Test
    void unreachableDeviceIsToldOnceAndTriedAgainWithinThreeSeconds() {
        bench.device.onOpen = failing(Reason.UNREACHABLE);
        bench.step();
        assertThat(bench.state()).isEqualTo(State.WAITING);
        bench.run(Duration.ofMinutes(10));
        // Waits of 0.5-1, 1-2, then 1.5-3 s: a device that is back is read again within 3 s.
        assertThat(bench.device.opens).isBetween(200, 400);
        assertThat(bench.device.closes).isEqualTo(bench.device.opens);
        assertThat(bench.stored())
                .hasSize(2)
                .allMatch(measurement -> measurement.quality() == Quality.BAD_NOT_CONNECTED);
        assertThat(bench.runner.status().failures()).isEqualTo(bench.device.opens);
        assertThat(bench.runner.status().detail()).contains("as scripted").contains("next in");
    }

    @Test
    void lostConnectionIsToldOnceAndRecovers() {
        bench.step();
        bench.device.onRead = failing(Reason.TIMEOUT);
        bench.run(Duration.ofSeconds(20));
        bench.device.onRead = () -> {};
        bench.run(Duration.ofSeconds(70));
        assertThat(bench.state()).isEqualTo(State.RUNNING);
        List<Quality> qualities = bench.stored().stream()
                .filter(measurement -> measurement.point().name().equals("a"))
                .map(Measurement::quality)
                .toList();
        assertThat(qualities.subList(0, 3)).containsExactly(Quality.GOOD, Quality.BAD_TIMEOUT, Quality.GOOD);
        assertThat(bench.runner.status().detail()).isEmpty();
    }

    @Test
    void atMostOneDriverIsOpen() {
        bench.device.onRead = () -> {
            assertThat(bench.device.opens - bench.device.closes).isEqualTo(1);
            throw new DriverException(Reason.PROTOCOL, "as scripted");
        };
        bench.run(Duration.ofMinutes(3));
        assertThat(bench.device.opens).isEqualTo(bench.device.closes).isGreaterThan(3);
    }

    @Test
    void deviceThatAcceptsAndFailsAtOnceIsNotHammered() {
        bench.device.onRead = failing(Reason.PROTOCOL);
        bench.run(Duration.ofMinutes(10));
        assertThat(bench.device.opens).isLessThan(30);
    }

    @Test
    void backoffBeginsAfreshAfterAHealthyTime() {
        bench.device.onOpen = failing(Reason.UNREACHABLE);
        bench.run(Duration.ofMinutes(5));
        bench.device.onOpen = () -> {};
        bench.run(Duration.ofMinutes(2));
        int opens = bench.device.opens;
        DriverException once = new DriverException(Reason.UNREACHABLE, "as scripted");
        bench.device.onRead = () -> {
            bench.device.onRead = () -> {};
            throw once;
        };
        bench.run(Duration.ofMillis(2100));
        assertThat(bench.device.opens).isEqualTo(opens + 1);
    }

    @Test
    void refusalIsTriedAgainRarely() {
        bench.device.onOpen = failing(Reason.REFUSED);
        bench.step();
        bench.run(Duration.ofMillis(4900));
        assertThat(bench.device.opens).isEqualTo(1);
        bench.run(Duration.ofMillis(200));
        assertThat(bench.device.opens).isEqualTo(2);
    }

    @Test
    void wrongConfigurationIsNotTriedAgain() {
        bench.device.onOpen = failing(Reason.CONFIGURATION);
        bench.run(Duration.ofHours(1));
        assertThat(bench.device.opens).isEqualTo(1);
        assertThat(bench.device.closes).isEqualTo(1);
        assertThat(bench.state()).isEqualTo(State.BROKEN);
        assertThat(bench.runner.status().detail()).contains("correct the configuration");
        assertThat(bench.stored()).allMatch(measurement -> measurement.quality() == Quality.BAD_CONFIGURATION);
        assertThat(bench.runner.nanosUntilStep(bench.clock.nanoTime())).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @EnumSource
    void mistakesOfADriverAreFailuresWithAName(Mistake mistake) {
        bench.step();
        mistake.make(bench);
        bench.run(Duration.ofSeconds(1));
        assertThat(bench.state()).isEqualTo(State.WAITING);
        assertThat(bench.runner.status().detail()).contains(mistake.named);
        assertThat(bench.device.closes).isEqualTo(1);
        bench.run(Duration.ofMillis(200));
        assertThat(bench.stored()).last().matches(measurement -> measurement.quality() == Quality.BAD_COMMUNICATION);
    }

    enum Mistake {
        NULL_LIST("no list at all"),
        TOO_FEW("1 measurements for 2 points"),
        NULL_ELEMENT("nothing for point b"),
        FOREIGN_POINT("point press-1/z in place of press-1/b"),
        RUNTIME_EXCEPTION("mistake in the driver"),
        ERROR("NoClassDefFoundError");

        private final String named;

        Mistake(String named) {
            this.named = named;
        }

        private void make(RunnerBench bench) {
            Measurement a = bench.number(1);
            switch (this) {
                case NULL_LIST -> bench.device.answer(null);
                case TOO_FEW -> bench.device.answer(List.of(a));
                case NULL_ELEMENT -> bench.device.answer(Arrays.asList(a, null));
                case FOREIGN_POINT ->
                    bench.device.answer(
                            List.of(a, Measurement.good(RunnerBench.point("z"), a.value(), bench.clock.instant())));
                case RUNTIME_EXCEPTION ->
                    bench.device.onRead = () -> {
                        throw new IllegalStateException("as scripted");
                    };
                case ERROR ->
                    bench.device.onRead = () -> {
                        throw new NoClassDefFoundError("as scripted");
                    };
            }
        }
    }

    @Test
    void closeThatThrowsIsCountedAndDoesNotEndTheSource() {
        bench.device.onRead = failing(Reason.PROTOCOL);
        bench.device.onClose = () -> {
            throw new IllegalStateException("as scripted");
        };
        bench.step();
        assertThat(bench.state()).isEqualTo(State.WAITING);
        assertThat(bench.runner.status().failures()).isEqualTo(2);
        bench.run(Duration.ofSeconds(1));
        assertThat(bench.device.opens).isEqualTo(2);
    }

    @Test
    void outOfMemoryIsAFailureLikeAnotherAndIsTold() {
        bench.device.onRead = () -> {
            throw new OutOfMemoryError("as scripted");
        };
        bench.step();
        assertThat(bench.state()).isEqualTo(State.WAITING);
        assertThat(bench.runner.status().failures()).isEqualTo(1);
        assertThat(bench.conduct.errors()).isEqualTo(1);
        assertThat(bench.conduct.outOfMemory()).isTrue();
        assertThat(bench.conduct.newestError())
                .isEqualTo("read of source press-1 ended in java.lang.OutOfMemoryError: as scripted");
    }

    @Test
    void nextStepIsToldExactly() {
        bench.step();
        assertThat(bench.runner.nanosUntilStep(bench.clock.nanoTime())).isEqualTo(100_000_000);
        bench.run(Duration.ofMillis(100));
        assertThat(bench.runner.nanosUntilStep(bench.clock.nanoTime())).isEqualTo(900_000_000);
    }

    @Test
    void stopClosesTheDriverAndHandsOverTheRest() {
        bench.step();
        assertThat(bench.runner.stop(bench.clock.nanoTime(), Duration.ofSeconds(1)))
                .isTrue();
        assertThat(bench.device.closes).isEqualTo(1);
        assertThat(bench.stored()).hasSize(2);
        assertThat(bench.calls.closed).isTrue();
        assertThat(bench.state()).isEqualTo(State.STOPPED);
        bench.run(Duration.ofMinutes(1));
        assertThat(bench.device.opens)
                .as("a stopped source does not connect again")
                .isEqualTo(1);
    }

    static ScriptedDriver.Act failing(Reason reason) {
        return () -> {
            throw new DriverException(reason, "as scripted");
        };
    }
}
