package io.fieldpost.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.fieldpost.agent.publish.LossRecord;
import io.fieldpost.agent.record.BatchCodec;
import io.fieldpost.agent.store.Loss;
import io.fieldpost.driver.Measurement;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Loss LOSS =
            new Loss(StreamName.BULK, "00c0ffee00c0ffee", 7, 9, 3, Loss.Cause.BUDGET, NOON, NOON.plusSeconds(2));

    @TempDir
    Path root;

    private final LossyStore store = new LossyStore();

    @Test
    void aLossThatTheStoreReportsBecomesAnAlarmRecordOnce() throws Exception {
        store.losses.add(LOSS);
        Engine engine = engine();
        engine.step(0);
        engine.step(1);
        assertThat(store.payloads).hasSize(1);
        assertThat(store.streams).containsExactly(StreamName.ALARM);
        List<Measurement> alarm = BatchCodec.decode(store.payloads.get(0));
        assertThat(LossRecord.fromMeasurement(alarm.get(0))).isEqualTo(Optional.of(LOSS));
        assertThat(store.losses).isEmpty();
    }

    @Test
    void aLossThatCanNotBeStoredYetStaysWithTheStore() {
        store.losses.add(LOSS);
        store.full = true;
        Engine engine = engine();
        engine.step(0);
        assertThat(store.losses).containsExactly(LOSS);
        store.full = false;
        engine.step(1);
        assertThat(store.payloads).hasSize(1);
        assertThat(store.losses).isEmpty();
    }

    @Test
    void aMistakeInTheStoreDoesNotEndTheTurns() {
        store.mistake = new AssertionError("a mistake of ours");
        Engine engine = engine();
        assertThatCode(() -> engine.step(0)).doesNotThrowAnyException();
        store.mistake = null;
        store.losses.add(LOSS);
        engine.step(1);
        assertThat(store.payloads).hasSize(1);
    }

    private Engine engine() {
        ClockWatch clock = new ClockWatch(new ClockProbe(root));
        return new Engine(List.of(), store, new StoreSink(store, clock, () -> 0, () -> {}), clock, new Wake());
    }
}
