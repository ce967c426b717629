package io.fieldpost.agent.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.status.SourceStatus.State;
import io.fieldpost.agent.store.Loss;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StreamingSourceTest {
    private final RunnerBench bench = RunnerBench.streaming();

    @Test
    void whatIsPushedArrivesInOrderAfterTheLinger() {
        bench.step();
        push(0, 10);
        bench.step();
        assertThat(bench.batches).isEmpty();
        bench.run(Duration.ofMillis(100));
        assertThat(bench.batches).hasSize(1);
        assertNumbers(10);
    }

    @Test
    void driverLearnsWhenTheStoreHasWhatItHandedOver() {
        bench.step();
        List<String> kept = new ArrayList<>();
        bench.device.context.whenKept(() -> kept.add("nothing"));
        push(0, 10);
        bench.device.context.whenKept(() -> kept.add("ten"));
        push(10, 20);
        bench.device.context.whenKept(() -> {
            kept.add(bench.batches.get(0).size() + " at once");
            bench.device.context.whenKept(() -> kept.add("and no more"));
        });
        bench.step();
        assertThat(kept).containsExactly("nothing");
        bench.run(Duration.ofMillis(100));
        assertThat(kept).containsExactly("nothing", "ten", "20 at once", "and no more");
    }

    @Test
    void wholeBatchDoesNotLinger() {
        bench.step();
        int most = SourceLimits.DEFAULT.batchMeasurements();
        push(0, 2 * most + 500);
        bench.step();
        assertThat(bench.batches).extracting(batch -> batch.size()).containsExactly(most, most);
        bench.run(Duration.ofMillis(100));
        assertNumbers(2 * most + 500);
    }

    @Test
    void batchOfSeriesIsBoundedByItsBytes() {
        bench.step();
        float[] levels = new float[16_384];
        // No tenth, which would take less.
        Arrays.fill(levels, -87.33f);
        Value.Series spectrum = new Value.Series(0, 1, "Hz", levels, new Value.Record(Map.of()));
        for (int i = 0; i < 12; i++) {
            bench.device.sink.accept(Measurement.good(RunnerBench.point("a"), spectrum, bench.clock.instant()));
        }
        bench.run(Duration.ofMillis(200));
        // 64 KiB each, and 256 KiB a batch.
        assertThat(bench.batches).extracting(batch -> batch.size()).containsExactly(4, 4, 4);
    }

    @Test
    void floodDropsTheNewestCountsThemAndReportsThem() {
        bench.step();
        Instant from = bench.clock.instant();
        push(0, 205_000);
        bench.step();
        assertThat(bench.losses)
                .containsExactly(
                        new Loss(StreamName.DATA, Handover.NO_EPOCH, 0, 0, 5_000, Loss.Cause.OVERRUN, from, from));
        bench.run(Duration.ofSeconds(3));
        assertNumbers(200_000);
        assertThat(bench.runner.status().dropped()).isEqualTo(5_000);
        assertThat(bench.runner.status().measurements()).isEqualTo(200_000);
    }

    @Test
    void refusedBatchesKeepTheirOrderAndAreTriedAgain() {
        bench.step();
        bench.storeFull = true;
        push(0, 1_500);
        bench.run(Duration.ofSeconds(3));
        push(1_500, 3_000);
        bench.run(Duration.ofSeconds(3));
        assertThat(bench.batches).isEmpty();
        bench.storeFull = false;
        bench.run(Duration.ofSeconds(2));
        assertNumbers(3_000);
        assertThat(bench.losses).isEmpty();
    }

    @Test
    void lossOutlivesAStoreThatRefusesIt() {
        bench.step();
        bench.storeFull = true;
        push(0, 200_001);
        bench.run(Duration.ofSeconds(2));
        bench.clock.advance(Duration.ofSeconds(1));
        push(0, 2);
        bench.run(Duration.ofSeconds(2));
        bench.storeFull = false;
        bench.run(Duration.ofSeconds(2));
        assertThat(bench.losses).hasSize(1);
        assertThat(bench.losses.get(0).count()).isEqualTo(3);
        assertThat(bench.losses.get(0).from()).isBefore(bench.losses.get(0).to());
    }

    @Test
    void endOfTheSessionMarksThePointsOnceAndConnectsAgain() {
        bench.step();
        push(0, 1);
        DriverException cause = new DriverException(DriverException.Reason.UNREACHABLE, "server went away");
        bench.device.context.connectionLost(cause);
        bench.device.context.connectionLost(cause);
        bench.step();
        assertThat(bench.state()).isEqualTo(State.WAITING);
        assertThat(bench.device.closes).isEqualTo(1);
        bench.run(Duration.ofSeconds(2));
        assertThat(bench.state()).isEqualTo(State.RUNNING);
        assertThat(bench.stored())
                .extracting(Measurement::quality)
                .containsExactly(Quality.GOOD, Quality.BAD_NOT_CONNECTED);
        assertThat(bench.runner.status().failures()).isEqualTo(1);
        assertThat(bench.runner.status().bad()).isEqualTo(1);
    }

    @Test
    void whatComesAfterCloseIsRefusedAndCounted() {
        bench.step();
        Consumer<Measurement> old = bench.device.sink;
        bench.device.context.connectionLost(new DriverException(DriverException.Reason.UNREACHABLE, "gone"));
        bench.step();
        old.accept(bench.number(99));
        bench.run(Duration.ofSeconds(3));
        assertThat(bench.stored()).noneMatch(measurement -> measurement.value().equals(new Value.Int(99)));
        assertThat(bench.runner.late()).isEqualTo(1);
    }

    @Test
    void oldConnectionCannotEndTheNewOne() {
        bench.step();
        var old = bench.device.context;
        DriverException cause = new DriverException(DriverException.Reason.UNREACHABLE, "gone");
        old.connectionLost(cause);
        bench.run(Duration.ofSeconds(3));
        old.connectionLost(cause);
        bench.run(Duration.ofSeconds(3));
        assertThat(bench.state()).isEqualTo(State.RUNNING);
        assertThat(bench.device.opens).isEqualTo(2);
    }

    @Test
    void whatIsNotAMeasurementOfTheSourceEndsTheSession() {
        bench.step();
        bench.device.sink.accept(null);
        bench.step();
        assertThat(bench.state()).isEqualTo(State.WAITING);
        assertThat(bench.runner.status().detail()).contains("not a measurement of source press-1");
    }

    @Test
    void stopHandsOverWhatTheDriverGaveInItsClose() {
        bench.step();
        push(0, 3);
        bench.device.onClose = () -> push(3, 5);
        assertThat(bench.runner.stop(bench.clock.nanoTime(), Duration.ofSeconds(1)))
                .isTrue();
        assertNumbers(5);
    }

    @Test
    void stopSaysWhenTheStoreRefusedTheRest() {
        bench.step();
        push(0, 3);
        bench.storeFull = true;
        assertThat(bench.runner.stop(bench.clock.nanoTime(), Duration.ofSeconds(1)))
                .isFalse();
    }

    private void push(int from, int to) {
        for (int i = from; i < to; i++) {
            bench.device.sink.accept(bench.number(i));
        }
    }

    private void assertNumbers(int count) {
        assertThat(bench.stored())
                .extracting(Measurement::value)
                .isEqualTo(LongStream.range(0, count).mapToObj(Value.Int::new).toList());
    }
}
