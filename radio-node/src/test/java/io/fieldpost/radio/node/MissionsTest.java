package io.fieldpost.radio.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.radio.Settings;
import io.fieldpost.radio.recording.SigmfMetadata;
import io.fieldpost.radio.simulation.FmBroadcast;
import io.fieldpost.radio.simulation.PlayedReceiver;
import io.fieldpost.radio.simulation.RdsProgramme;
import io.fieldpost.radio.simulation.SignalSource;
import io.fieldpost.radio.simulation.Station;
import io.fieldpost.radio.simulation.SynthesisedBand;
import io.fieldpost.radio.simulation.Tones;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each kind of mission gives, on signals of known values. */
class MissionsTest {
    private static final long RATE = 960_000;

    @TempDir
    private Path directory;

    private NodeRun run(PlayedReceiver receiver, String missions, String more) throws DriverException {
        return new NodeRun(
                Settings.settings("receiver: 'rtl_tcp://127.0.0.1:1'\nsample_rate: " + RATE
                        + "Hz\ngain: '20.7'\nsettle: 10ms\nmissions: [ " + missions + " ]\n" + more),
                receiver,
                directory);
    }

    @Test
    void watchedStationIsMeasuredAndSaysWhoItIs() throws Exception {
        RdsProgramme programme = new RdsProgramme(0xC123, "RIVER FM", "Music by the river", 10, false);
        SignalSource air = (centerHz, rate, gain) -> FmBroadcast.cu8(FmBroadcast.band(
                List.of(new FmBroadcast.Placed(FmBroadcast.stereo(programme, 0.04), 98_100_000.0 - centerHz, -12)),
                4,
                rate,
                -100,
                7));
        try (NodeRun run = run(
                new PlayedReceiver(air, RATE, 20.7), "{ name: look, watch: [ 98.1MHz ], dwell: 3s, every: 10s }", "")) {
            run.pass(Duration.ofSeconds(4));

            List<Measurement> reports = run.of("look/98.1MHz");
            assertThat(reports).hasSize(1);
            Map<String, Value> found = ((Value.Record) reports.get(0).value()).fields();
            assertThat(found)
                    .containsEntry("present", new Value.Bool(true))
                    .containsEntry("class", new Value.Text("wfm"))
                    .containsEntry("pi", new Value.Text("C123"))
                    .containsEntry("ps", new Value.Text("RIVER FM"));
            assertThat(((Value.Real) found.get("moments_snr_db")).value()).isGreaterThan(15);
            Value.Series apd = (Value.Series) run.of("look/98.1MHz/apd").get(0).value();
            // A constant envelope: nearly all samples lie within 2 dB of the mean.
            assertThat(apd.values()[(int) (-14 - apd.start())]).isGreaterThan(0.95f);
            assertThat(apd.start() + apd.values().length - 1).isBetween(-13.0, -11.0);
            assertThat(((Value.Real) found.get("level")).value()).isEqualTo(-12, within(0.5));
            assertThat((double) ((Value.Int) found.get("offset_hz")).value()).isEqualTo(0, within(2_000.0));
            assertThat((double) ((Value.Int) found.get("fm_deviation_hz")).value())
                    .isEqualTo(70_000, within(5_000.0));
        }
    }

    @Test
    void recordingIsWholeAndItsHoleIsNotHidden() throws Exception {
        PlayedReceiver receiver = new PlayedReceiver(new Tones(List.of(), -90), RATE, 0);
        try (NodeRun run = run(
                receiver,
                "{ name: rec, record: 433.92MHz, length: 2s }, "
                        + "{ name: urgent, scan: 433MHz..434MHz, every: 1s, priority: 90, from: '2026-03-02T08:00:01Z', until:"
                        + " '2026-03-02T08:00:01.500Z' }".replace(":01.500Z", ":02Z"),
                "")) {
            run.pass(Duration.ofSeconds(5));
            assertThat(NodeRun.whole(run.of("rec/recording").get(0), "samples")).isEqualTo(2 * RATE);
        }
        Path meta;
        try (var files = Files.list(directory.resolve("recordings"))) {
            meta = files.filter(file -> file.toString().endsWith(".sigmf-meta"))
                    .findFirst()
                    .orElseThrow();
        }
        SigmfMetadata recorded = SigmfMetadata.read(meta);
        assertThat(recorded.captures()).hasSize(2);
        assertThat(recorded.captures().get(1).frequencyHz()).isEqualTo(433_920_000.0);
        Duration apart = Duration.between(
                recorded.captures().get(0).datetime(),
                recorded.captures().get(1).datetime());
        double ofSamples = recorded.captures().get(1).sampleStart() / (double) RATE;
        assertThat(apart.toMillis() / 1e3).isGreaterThan(ofSamples + 0.02);
    }

    @Test
    void occupancyOfAChannelThatIsOnHalfOfTheTimeIsAHalf() throws Exception {
        SignalSource on = new Tones(List.of(new Station("a", 433_500_000, -50)), -115);
        SignalSource off = new Tones(List.of(), -115);
        PlayedReceiver receiver = new PlayedReceiver(off, RATE, 0);
        try (NodeRun run = run(
                receiver,
                "{ name: occ, occupancy: 433.4MHz..433.6MHz, channel: 50kHz, resolution: 10kHz, every: 200ms, averages: 16,"
                        + " threshold: 10 }",
                "")) {
            for (int i = 0; i < 20; i++) {
                receiver.onAir(i % 2 == 0 ? on : off);
                run.pass(Duration.ofSeconds(1));
            }
            run.close();

            Value.Record quarter = (Value.Record) run.of("occ/occupancy").get(0).value();
            List<Value> channels = ((Value.Array) quarter.fields().get("channels")).elements();
            for (Value channel : channels) {
                Map<String, Value> fields = ((Value.Record) channel).fields();
                long center = ((Value.Int) fields.get("center_hz")).value();
                double occupancy = ((Value.Real) fields.get("occupancy")).value();
                assertThat(occupancy)
                        .as("channel at %d Hz", center)
                        .isEqualTo(center == 433_500_000 ? 0.5 : 0, within(center == 433_500_000 ? 0.06 : 0.0));
            }
            assertThat(channels).hasSize(5);
        }
    }

    @Test
    void lossThatIsToldLateLeavesOutTheRowsInWhichItMayBe() throws Exception {
        PlayedReceiver receiver = new PlayedReceiver(new Tones(List.of(), -115), RATE, 0);
        receiver.tellLoss(0, Duration.ofSeconds(1));
        try (NodeRun run = run(
                receiver,
                "{ name: occ, occupancy: 433.4MHz..433.6MHz, channel: 50kHz, resolution: 10kHz, every: 200ms }",
                "")) {
            run.pass(Duration.ofSeconds(4));
            receiver.tellLoss(131_072, Duration.ofSeconds(1));
            run.pass(Duration.ofSeconds(4));
            run.close();

            Value.Record quarter = (Value.Record) run.of("occ/occupancy").get(0).value();
            // Those of the second before it was told, and the one that was under way.
            assertThat(((Value.Int) quarter.fields().get("excluded_rows")).value())
                    .isBetween(5L, 7L);
            Value.Record channel = (Value.Record)
                    ((Value.Array) quarter.fields().get("channels")).elements().get(2);
            assertThat(((Value.Int) channel.fields().get("looks")).value()).isBetween(31L, 36L);
        }
    }

    @Test
    void traceInWhichALossIsToldIsSuspectAndEachSaysItsNoise() throws Exception {
        PlayedReceiver receiver = new PlayedReceiver(new Tones(List.of(), -115), RATE, 0);
        try (NodeRun run = run(
                receiver, "{ name: band, scan: 433MHz..434MHz, resolution: 10kHz, every: 200ms, noise: median }", "")) {
            run.pass(Duration.ofSeconds(1));
            receiver.tellLoss(131_072, Duration.ZERO);
            run.pass(Duration.ofSeconds(1));

            List<Measurement> traces = run.of("band");
            List<Measurement> suspect = traces.stream()
                    .filter(trace -> trace.quality() == Quality.UNCERTAIN_SENSOR_NOT_ACCURATE)
                    .toList();
            assertThat(suspect).hasSize(1);
            assertThat(((Value.Series) suspect.get(0).value()).conditions().fields())
                    .containsEntry("suspect", new Value.Text("drop"))
                    .containsEntry("dropped_samples", new Value.Int(131_072));
            Value.Series last = (Value.Series) traces.get(traces.size() - 1).value();
            double noise = ((Value.Real) last.conditions().fields().get("noise")).value();
            assertThat(noise).isEqualTo(median(last.values()), within(0.5));
        }
    }

    @Test
    void tableByTemperatureIsUsedWithTheThermometerAtTheReceiver() throws Exception {
        Path table = Files.writeString(directory.resolve("table.csv"), """
                gain_db,frequency_hz,offset_db,temperature_c
                20.7,433000000,-20,0
                20.7,434000000,-20,0
                20.7,433000000,-30,50
                20.7,434000000,-30,50
                """);
        Path thermometer = Files.writeString(directory.resolve("temperature"), "25000\n");
        PlayedReceiver receiver = new PlayedReceiver(new Tones(List.of(), -115), RATE, 20.7);
        try (NodeRun run = run(
                receiver,
                "{ name: band, scan: 433MHz..434MHz, resolution: 10kHz, every: 200ms }",
                "calibration: { table: '" + table + "', thermometer: '" + thermometer + "' }")) {
            do {
                run.pass(Duration.ofSeconds(1));
            } while (conditions(run).containsKey("not_calibrated"));

            assertThat(conditions(run)).containsEntry("temperature_c", new Value.Real(25));
            double noise = ((Value.Real) conditions(run).get("noise")).value();
            // Half way between −20 and −30 dB.
            PlayedReceiver same = new PlayedReceiver(new Tones(List.of(), -115), RATE, 20.7);
            try (NodeRun plain =
                    run(same, "{ name: band, scan: 433MHz..434MHz, resolution: 10kHz, every: 200ms }", "")) {
                plain.pass(Duration.ofSeconds(1));
                double dbfs = ((Value.Real) conditions(plain).get("noise")).value();
                assertThat(noise).isEqualTo(dbfs - 25, within(0.5));
            }
        }
    }

    private static Map<String, Value> conditions(NodeRun run) {
        List<Measurement> traces = run.of("band");
        return ((Value.Series) traces.get(traces.size() - 1).value())
                .conditions()
                .fields();
    }

    private static double median(float[] levels) {
        float[] sorted = levels.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    @Test
    void controlledGainGivesWayToAStrongBandAndSaysSo() throws Exception {
        PlayedReceiver receiver = new PlayedReceiver(new SynthesisedBand(1), RATE, 20.7) {
            @Override
            public List<Integer> gainsTenthsOfDb() {
                return List.of(0, 87, 207, 297, 386, 496);
            }
        };
        NodeRun run = new NodeRun(
                Settings.settings(
                        "receiver: 'rtl_tcp://127.0.0.1:1'\nsample_rate: " + RATE
                                + "Hz\ngain: controlled\nsettle: 10ms\nmissions: [ { name: fm, scan: 97.2MHz..98MHz, every: 200ms } ]"),
                receiver,
                directory);
        try (run) {
            run.pass(Duration.ofSeconds(5));

            List<Measurement> traces = run.of("fm");
            Map<String, Value> first =
                    ((Value.Series) traces.get(0).value()).conditions().fields();
            Map<String, Value> last = ((Value.Series)
                            traces.get(traces.size() - 1).value())
                    .conditions()
                    .fields();
            assertThat(first)
                    .containsEntry("gain_db", new Value.Real(49.6))
                    .containsEntry("suspect", new Value.Text("overload"));
            assertThat(((Value.Real) last.get("gain_db")).value()).isLessThan(35);
            assertThat(last).doesNotContainKey("suspect");
            assertThat(run.of("gain")).isNotEmpty();
        }
    }

    @Test
    void healthTellsTheRateAndWhatIsKnownOfPlaceAndClock() throws Exception {
        try (NodeRun run = run(
                new PlayedReceiver(new Tones(List.of(), -90), RATE, 0),
                "{ scan: 433MHz..434MHz, every: 10s }",
                "position: { latitude: 29.5, longitude: 106.5, altitude: 312 }")) {
            run.pass(Duration.ofSeconds(61));

            Map<String, Value> health = ((Value.Record) run.of("health").get(0).value()).fields();
            assertThat(health)
                    .containsEntry("ok", new Value.Bool(true))
                    .containsEntry("rate_held", new Value.Bool(true))
                    .containsEntry("latitude", new Value.Real(29.5))
                    .containsEntry("clock_source", new Value.Text("none"));
            Map<String, Value> conditions =
                    ((Value.Series) run.of("scan").get(0).value()).conditions().fields();
            assertThat(conditions).containsEntry("longitude", new Value.Real(106.5));
        }
    }

    @Test
    void noiseSourceIsCheckedByWhatItAddsToTheNoise() throws Exception {
        SignalSource quiet = new Tones(List.of(), -105);
        SignalSource noisy = new Tones(List.of(), -95);
        PlayedReceiver receiver = new PlayedReceiver(quiet, RATE, 0) {
            @Override
            public boolean feed(boolean on) {
                onAir(on ? noisy : quiet);
                return true;
            }
        };
        try (NodeRun run = run(
                receiver,
                "{ scan: 433MHz..434MHz, every: 1s }",
                "noise_source: { every: 10s, at: 100MHz, least_rise: 6 }")) {
            run.pass(Duration.ofSeconds(3));

            Map<String, Value> check =
                    ((Value.Record) run.of("noise_source").get(0).value()).fields();
            assertThat(check).containsEntry("ok", new Value.Bool(true));
            assertThat(((Value.Real) check.get("rise_db")).value()).isEqualTo(10, within(0.3));
            assertThat(run.of("scan")).isNotEmpty();
        }
    }

    @Test
    void missionsAreAddedPausedRemovedAndKeptOverARestart() throws Exception {
        PlayedReceiver receiver = new PlayedReceiver(new Tones(List.of(), -90), RATE, 0);
        try (NodeRun run = run(receiver, "{ name: main, scan: 433MHz..434MHz }", "")) {
            run.pass(Duration.ofMillis(500));
            assertThat(ask(run, "mission_add", "mission", "{ name: extra, scan: 100MHz..101MHz, every: 200ms }"))
                    .containsEntry("name", new Value.Text("extra"));
            run.pass(Duration.ofSeconds(1));
            assertThat(run.of("extra")).isNotEmpty();
            assertThatThrownBy(() -> ask(run, "mission_add", "mission", "{ name: main, scan: 1MHz..2MHz }"))
                    .hasMessage("a mission of this name exists already: main");
            assertThatThrownBy(() -> ask(run, "mission_add", "mission", "{ name: x, scn: 1MHz..2MHz }"))
                    .hasMessageContaining("unknown key 'scn'")
                    .hasMessageContaining("did you mean 'scan'?");
            assertThatThrownBy(() -> ask(run, "mission_remove", "name", "main"))
                    .hasMessageContaining("can only be paused");
            ask(run, "mission_pause", "name", "main");
            assertThat(phase(run, "main")).isEqualTo("paused");
            ask(run, "mission_resume", "name", "main");
            assertThat(phase(run, "main")).isNotEqualTo("paused");
        }
        try (NodeRun again = run(receiver, "{ name: main, scan: 433MHz..434MHz }", "")) {
            again.pass(Duration.ofSeconds(1));
            assertThat(again.of("extra")).isNotEmpty();
            ask(again, "mission_remove", "name", "extra");
            assertThat(phase(again, "extra")).isEqualTo("absent");
        }
        try (NodeRun third = run(receiver, "{ name: main, scan: 433MHz..434MHz }", "")) {
            assertThat(phase(third, "extra")).isEqualTo("absent");
        }
    }

    private static String phase(NodeRun run, String mission) throws Exception {
        Value.Array missions = (Value.Array) ask(run, "mission_list", "", "").get("missions");
        for (Value each : missions.elements()) {
            Map<String, Value> fields = ((Value.Record) each).fields();
            if (fields.get("name").equals(new Value.Text(mission))) {
                return ((Value.Text) fields.get("phase")).value();
            }
        }
        return "absent";
    }

    /** As the runner's thread would ask, while samples go on. */
    private static Map<String, Value> ask(NodeRun run, String operation, String name, String value) throws Exception {
        Value.Record arguments = new Value.Record(name.isEmpty() ? Map.of() : Map.of(name, new Value.Text(value)));
        CompletableFuture<Value.Record> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return run.node().operate(operation, arguments);
            } catch (DriverException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        });
        while (!answer.isDone()) {
            run.pass(Duration.ofMillis(5));
        }
        try {
            return answer.get().fields();
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }
}
