package io.fieldpost.radio.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Value;
import io.fieldpost.radio.calibration.Calibration;
import io.fieldpost.radio.position.ClockQuality;
import io.fieldpost.radio.position.NoPosition;
import io.fieldpost.radio.position.Position;
import io.fieldpost.radio.receiver.Gain;
import io.fieldpost.radio.receiver.PanoramaReceiver;
import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What a node tells of its receiver beside spectra. */
class PanoramaNodeTest {
    private static final Instant NOW = Instant.parse("2026-05-01T08:00:00Z");

    private final List<Measurement> received = new ArrayList<>();
    private final ReceiverPlace place = new ReceiverPlace(new NoPosition(() -> true));
    private long dropped;

    @Test
    void healthOfTheReceiverIsToldOnceAMinute() {
        RowHealth health = new RowHealth(parts(), 0);
        for (int second = 1; second < 60; second++) {
            health.step(
                    row(second == 7 ? "overload" : ""),
                    Duration.ofSeconds(second).toNanos());
        }
        assertThat(received).isEmpty();
        dropped = 4;
        health.step(row(""), Duration.ofSeconds(60).toNanos());

        assertThat(received).hasSize(1);
        assertThat(received.get(0).point().name()).isEqualTo("health");
        Map<String, Value> fields = ((Value.Record) received.get(0).value()).fields();
        assertThat(fields)
                .containsEntry("ok", new Value.Bool(false))
                .containsEntry("rows", new Value.Int(60))
                .containsEntry("suspect_rows", new Value.Int(1))
                .containsEntry("dropped", new Value.Int(4))
                .containsEntry("clock_source", new Value.Text("ntp"));

        health.step(row(""), Duration.ofSeconds(120).toNanos());
        assertThat(((Value.Record) received.get(1).value()).fields())
                .containsEntry("ok", new Value.Bool(true))
                .containsEntry("rows", new Value.Int(1));
    }

    @Test
    void placeThatTheReceiverToldIsBelievedForHalfAMinute() {
        assertThat(place.position(NOW)).isNull();
        Position told = Position.fixed(29.5, 106.5, 300, NOW);
        place.tell(told, NOW);

        assertThat(place.position(NOW.plusSeconds(30))).isEqualTo(told);
        assertThat(place.position(NOW.plusSeconds(31))).isNull();
        assertThat(place.clock(NOW)).isEqualTo(ClockQuality.NTP);
    }

    private PanoramaParts parts() {
        Instrument instrument =
                new Instrument(new Silent(), false, new Gain.Automatic(), place, () -> "", null, Duration.ofSeconds(1));
        NodeFiles files = new NodeFiles(new CalibrationFiles(new Calibration.None("no table"), LevelUnit.DBFS), null);
        return new PanoramaParts(
                instrument,
                new Surroundings("rows", 0, place, new Gain.Automatic(), OptionalInt.empty()),
                files,
                1,
                new Outlet("fm", List.of(), received::add, () -> NOW));
    }

    private static SpectrumRow row(String suspect) {
        return new SpectrumRow(88e6, 25e3, new float[3], LevelUnit.DBFS, 1, NOW, suspect);
    }

    /** A receiver that only counts what it lost. */
    private final class Silent implements PanoramaReceiver {
        @Override
        public String open() {
            return "silent";
        }

        @Override
        public SpectrumRow take(Duration patience) {
            return row("");
        }

        @Override
        public long dropped() {
            return dropped;
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    }
}
