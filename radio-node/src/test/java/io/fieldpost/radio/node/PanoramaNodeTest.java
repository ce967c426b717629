package io.fieldpost.radio.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Remark;
import io.fieldpost.driver.Value;
import io.fieldpost.radio.calibration.Calibration;
import io.fieldpost.radio.position.ClockQuality;
import io.fieldpost.radio.position.NoPosition;
import io.fieldpost.radio.position.Position;
import io.fieldpost.radio.receiver.Gain;
import io.fieldpost.radio.receiver.PanoramaReceiver;
import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a node tells of its receiver beside spectra. */
class PanoramaNodeTest {
    private static final Instant NOW = Instant.parse("2026-05-01T08:00:00Z");

    private final List<Measurement> received = new ArrayList<>();
    private final ReceiverPlace place = new ReceiverPlace(new NoPosition(() -> true));
    private long dropped;
    private long nanos;
    private int rowsLeft;

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
    void loopTellsTheHealthAndThenTheEndOfItsRows() {
        Context context = new Context();
        PanoramaParts parts = parts();
        PanoramaMissions missions = new PanoramaMissions(parts, (mission, why) -> {});
        rowsLeft = 3;
        new PanoramaLoop(
                        parts,
                        missions,
                        context,
                        () -> nanos += Duration.ofSeconds(31).toNanos())
                .run();

        // Made at 31 s; rows at 62, 93 and 124 s.
        assertThat(received).hasSize(1);
        assertThat(received.get(0).point().name()).isEqualTo("health");
        assertThat(context.lost)
                .singleElement()
                .satisfies(lost -> assertThat(lost).hasMessage("the file of rows has ended after 3 rows: rows"));
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
        Instrument instrument = new Instrument(
                new Silent(),
                false,
                new Gain.Automatic(),
                place,
                () -> "",
                null,
                Duration.ofSeconds(1),
                fields -> fields);
        NodeFiles files = new NodeFiles(new CalibrationFiles(new Calibration.None("no table"), LevelUnit.DBFS), null);
        return new PanoramaParts(
                instrument,
                new Surroundings(
                        "rows", 0, place, Thermometer.of(null, "none"), new Gain.Automatic(), OptionalInt.empty()),
                files,
                1,
                new Outlet("fm", List.of(), received::add, () -> NOW),
                null);
    }

    private static SpectrumRow row(String suspect) {
        return new SpectrumRow(88e6, 25e3, new float[3], LevelUnit.DBFS, 1, NOW, suspect);
    }

    private static final class Context implements DriverContext {
        final List<DriverException> lost = new ArrayList<>();

        @Override
        public String source() {
            return "fm";
        }

        @Override
        public String gateway() {
            return "rn-1";
        }

        @Override
        public InstantSource clock() {
            return () -> NOW;
        }

        @Override
        public Path directory() {
            return Path.of("target");
        }

        @Override
        public Path protocolDirectory() {
            return Path.of("target");
        }

        @Override
        public void remark(Remark remark) {
            // None is made here.
        }

        @Override
        public void connectionLost(DriverException cause) {
            lost.add(cause);
        }
    }

    /** A receiver of so many rows, which counts what it lost. */
    private final class Silent implements PanoramaReceiver {
        @Override
        public String open() {
            return "silent";
        }

        @Override
        public @Nullable SpectrumRow take(Duration patience) {
            return rowsLeft-- > 0 ? row("") : null;
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
