package io.fieldpost.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.agent.publish.LossRecord;
import io.fieldpost.agent.record.Batch;
import io.fieldpost.agent.record.BatchCodec;
import io.fieldpost.agent.store.ClockState;
import io.fieldpost.agent.store.Loss;
import io.fieldpost.agent.store.SegmentedStore;
import io.fieldpost.agent.store.StoreException;
import io.fieldpost.agent.store.StoreOptions;
import io.fieldpost.agent.store.StoredRecord;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreSinkTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final int BUDGET = 16 << 20;

    @TempDir
    Path directory;

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void measurementThatNoRecordHoldsIsALossAndTheOthersAreStored() throws Exception {
        try (SegmentedStore store = open()) {
            sink(store).accept(batch(bytes("a", 10), bytes("b", 9 << 20), bytes("c", 10)));

            assertThat(measurements(store, StreamName.DATA))
                    .extracting(measurement -> measurement.point().name())
                    .containsExactly("a", "c");
            Loss loss = LossRecord.fromMeasurement(
                            measurements(store, StreamName.ALARM).get(0))
                    .orElseThrow();
            assertThat(loss.cause()).isEqualTo(Loss.Cause.TOO_LARGE);
            assertThat(loss.stream()).isEqualTo(StreamName.DATA);
            assertThat(loss.count()).isEqualTo(1);
        }
    }

    @Test
    void smallRecordThatStillFitsDoesNotEndTheComplaint() throws Exception {
        try (SegmentedStore store = open()) {
            StoreSink sink = sink(store);
            // Alarms fill the budget, so that data is refused and alarms still fit.
            for (int i = 0; i < 15; i++) {
                sink.accept(batch(alarm(1 << 20)));
            }
            assertThatThrownBy(() -> sink.accept(batch(bytes("a", 1 << 20)))).isInstanceOf(StoreException.class);
            sink.accept(batch(alarm(10)));

            assertThat(sink.complaint()).contains("larger budget");
            nanos.addAndGet(Duration.ofSeconds(4).toNanos());
            assertThat(sink.complaint()).isNull();
        }
    }

    private SegmentedStore open() throws StoreException {
        return SegmentedStore.open(
                StoreOptions.of(directory, BUDGET, Duration.ofSeconds(1), List.of("city")), InstantSource.fixed(NOW));
    }

    private StoreSink sink(SegmentedStore store) {
        return new StoreSink(store, () -> ClockState.SYNCHRONISED, nanos::get, () -> {});
    }

    private static Batch batch(Measurement... measurements) {
        return Batch.of(StreamName.of(measurements[0]), List.of(measurements));
    }

    private static Measurement bytes(String name, int size) {
        return measurement(name, new Value.Bytes(new byte[size]));
    }

    private static Measurement alarm(int size) {
        Value text = new Value.Record(Map.of("text", new Value.Text("x".repeat(size))));
        return Measurement.good(new Point("press", "alarm", "", ValueType.EVENT, "1"), text, NOW);
    }

    private static Measurement measurement(String name, Value value) {
        return new Measurement(new Point("press", name, "", ValueType.ANY, "1"), value, Quality.GOOD, NOW, NOW);
    }

    private static List<Measurement> measurements(SegmentedStore store, StreamName stream) throws Exception {
        List<Measurement> all = new ArrayList<>();
        for (StoredRecord record : store.read(stream, 1, 100, 1 << 20)) {
            all.addAll(BatchCodec.decode(record.payload()));
        }
        return all;
    }
}
