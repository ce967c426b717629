package io.fieldpost.agent.plugin.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.record.ByteSink;
import io.fieldpost.agent.record.ByteSource;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasurementsOnTheWayTest {
    private static final Instant RECEIVED = Instant.parse("2026-01-02T03:04:05.000000678Z");

    private static ByteSource written(ByteSink sink) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        sink.writeTo(out);
        return new ByteSource(out.toByteArray());
    }

    private static Point point(int number) {
        return new Point("press-1", "p" + number, "a" + number, ValueType.INT, "1");
    }

    @Test
    void pointsComeBackAlsoWhenThereAreMoreThanAreNumberedAtOnce() throws Exception {
        SentPoints sent = new SentPoints();
        ReceivedPoints received = new ReceivedPoints(List.of());
        for (int i = 0; i < SentPoints.MOST + 5_000; i++) {
            // Each comes at once again, and the one before, whose number may have been given up meanwhile.
            for (Point point : List.of(point(i), point(i), point(Math.max(0, i - 1)))) {
                ByteSink sink = new ByteSink(64);
                sent.write(sink, point);
                assertThat(received.read(written(sink))).isEqualTo(point);
            }
        }
    }

    @Test
    void qualityStatusTimesAndHistoryComeBackAsTheyWere() throws Exception {
        Value series = new Value.Series(
                1, 2, "Hz", new float[] {1.5f, Float.NaN}, new Value.Record(Map.of("gain", new Value.Real(0.1))));
        List<Measurement> all = List.of(
                Measurement.good(point(1), new Value.Int(Long.MIN_VALUE), RECEIVED),
                Measurement.bad(point(1), Quality.BAD_SENSOR_FAILURE, Instant.MIN),
                new Measurement(point(1), series, Quality.UNCERTAIN, Instant.MAX, RECEIVED, 0x40A40000, true),
                new Measurement(
                        point(1), new Value.Absent(), Quality.GOOD, Instant.EPOCH, RECEIVED, 0x00000400, false));
        MeasurementFields fields = new MeasurementFields();
        for (Measurement measurement : all) {
            ByteSink sink = new ByteSink(64);
            fields.write(sink, measurement);
            ByteSource source = written(sink);

            assertThat(fields.read(source, measurement.point())).isEqualTo(measurement);
            assertThat(source.remaining()).isZero();
        }
    }
}
