package io.fieldpost.radio.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.driver.tool.ToolException;
import io.fieldpost.radio.calibration.Calibrated;
import io.fieldpost.radio.calibration.Calibration;
import io.fieldpost.radio.calibration.CalibrationTable;
import io.fieldpost.radio.calibration.Offset;
import io.fieldpost.radio.sample.SampleFormat;
import io.fieldpost.radio.simulation.FmBroadcast;
import io.fieldpost.radio.simulation.RdsProgramme;
import io.fieldpost.radio.simulation.RtlTcpServer;
import io.fieldpost.radio.simulation.SignalSource;
import io.fieldpost.radio.simulation.Station;
import io.fieldpost.radio.simulation.Tones;
import io.fieldpost.radio.spectrum.Grid;
import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;
import io.fieldpost.radio.spectrum.Sweep;
import io.fieldpost.radio.spectrum.SweepPlan;
import io.fieldpost.radio.spectrum.Trace;
import io.fieldpost.radio.spectrum.Window;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrateCommandTest {
    private static final long RATE = 2_400_000;

    @TempDir
    Path folder;

    private final FakeContext context = new FakeContext();
    private final CalibrateCommand command =
            new CalibrateCommand(new ByteArrayInputStream("\n\n\n".getBytes(StandardCharsets.US_ASCII)));

    private void run(SignalSource air, String... words) throws Exception {
        try (RtlTcpServer server = RtlTcpServer.serving(air, RtlTcpServer.Pace.REAL_TIME)) {
            List<String> all = new ArrayList<>(List.of(words));
            all.add("--receiver=" + server.uri());
            Words.run(command, context, all.toArray(String[]::new));
        }
    }

    /** A crystal that is fast by so many ppm tunes that much too high. */
    private static SignalSource offBy(double ppm, SignalSource air) {
        return (centerHz, rate, gain) -> air.loop(Math.round(centerHz * (1 + ppm * 1e-6)), rate, gain);
    }

    private static double number(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return Double.parseDouble(matcher.group(1));
    }

    @Test
    void aStationTellsTheCrystalsErrorAndWhatToWrite() throws Exception {
        RdsProgramme programme = new RdsProgramme(0xC123, "RIVER FM", "Music by the river", 10, false);
        // A quarter of the rate beside the station. Made beforehand: a busy machine takes longer than a tool waits.
        long tunedHz = 98_400_000;
        double offsetHz = 98_100_000 - tunedHz * (1 + 20e-6);
        byte[] station = FmBroadcast.cu8(FmBroadcast.band(
                List.of(new FmBroadcast.Placed(FmBroadcast.stereo(programme, 0.04), offsetHz, -12)),
                1,
                1_200_000,
                -100,
                7));
        Tones silence = new Tones(List.of(), -100);
        SignalSource air = (centerHz, rate, gain) -> centerHz == tunedHz ? station : silence.loop(centerHz, rate, gain);
        run(air, "ppm", "98.1MHz", "--broadcast", "--length=1s", "--sample-rate=1200kHz");

        assertThat(number(context.text(), "wrong by ([-+0-9.]+) ppm")).isEqualTo(20, within(0.4));
        assertThat(context.text()).contains("write into the gateway's file: ppm: 20 (");
    }

    /** The simulated receiver does not correct, so that what was set is still missing and is added. */
    @Test
    void aCarrierTellsTheCrystalsErrorBesideWhatIsCorrectedAlready() throws Exception {
        Tones carrier = new Tones(List.of(new Station("beacon", 144_000_000, -30)), -95);
        run(offBy(-15, carrier), "ppm", "144MHz", "--length=1s", "--ppm=-3", "--gain=0");

        assertThat(number(context.text(), "wrong by ([-+0-9.]+) ppm")).isEqualTo(-15, within(0.15));
        assertThat(context.text()).contains("write into the gateway's file: ppm: -18 (");
    }

    @Test
    void withoutACarrierNothingIsGuessed() {
        assertThatThrownBy(() -> run(new Tones(List.of(), -95), "ppm", "144MHz", "--length=1s", "--gain=0"))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("no carrier within 100 ppm of 144 MHz");
        assertThat(context.text()).doesNotContain("write into");
    }

    /** At 28 dB, −50 dBFS are −22 dBFS, which −60 dBm gave: so a generator of −45 dBm has to be read as that. */
    @Test
    void theTableOfAKnownLevelReadsTheGeneratorWithinHalfADecibel() throws Exception {
        Path table = folder.resolve("table.csv");
        run(generator(-60), "known-level", "100MHz", "--dbm=-60", "--gain=28", "--out=" + table);
        assertThat(context.text())
                .contains("1 row written to " + table)
                .contains("write into the gateway's file: gain: '28.0' and calibration: { table: " + table);

        CalibrationTable read = CalibrationTable.read(table, CalibrationTable.Margins.DEFAULT);
        assertThat(read.oldest()).contains(LocalDate.of(2026, 5, 1));
        assertThat(((Offset.Known) read.at(28, 100e6, Double.NaN)).db()).isEqualTo(-38, within(0.1));
        assertThat(((Offset.Known) read.at(28, 100e6, Double.NaN)).uncertaintyDb())
                .isEqualTo(0.5, within(0.05));

        Calibrated row = new Calibration.Table(read, null)
                .apply(scan(generator(-45), 99_700_000, 100_300_000), 28, Double.NaN, LevelUnit.DBM);
        assertThat(row.reason()).isEmpty();
        assertThat(row.row().unit()).isEqualTo(LevelUnit.DBM);
        assertThat((double) row.row().levelDb()[row.row().cellOf(100e6)]).isEqualTo(-45, within(0.5));
    }

    private static Tones generator(double dbm) {
        return new Tones(List.of(new Station("generator", 100_000_000, dbm + 10)), -130);
    }

    private static SpectrumRow scan(SignalSource air, long startHz, long stopHz) {
        SweepPlan plan = SweepPlan.of("look", Grid.of(startHz, stopHz, 25_000), RATE, Window.HANN, 16, 0);
        long[] centerHz = new long[1];
        Sweep sweep = new Sweep(plan, hertz -> {
            centerHz[0] = hertz;
            return 0;
        });
        sweep.begin(0);
        Trace trace = null;
        while (trace == null) {
            byte[] loop = air.loop(centerHz[0], RATE, 28);
            trace = sweep.step(loop, loop.length, SampleFormat.CU8, 0, 0, 0);
        }
        return new SpectrumRow(
                plan.grid().startHz(), 25_000, trace.levelDbfs(), LevelUnit.DBFS, trace.looks(), Instant.EPOCH, "");
    }

    @Test
    void aTableGrowsByGainsAndARepeatedOneIsReplaced() throws Exception {
        Path table = folder.resolve("table.csv");
        run(generator(-60), "known-level", "100MHz", "--dbm=-60", "--gain=28", "--out=" + table);
        run(generator(-60), "known-level", "100MHz", "--dbm=-60", "--gain=36.4", "--out=" + table);
        run(generator(-60), "known-level", "100MHz", "--dbm=-61", "--gain=28", "--out=" + table);

        CalibrationTable read = CalibrationTable.read(table, CalibrationTable.Margins.DEFAULT);
        assertThat(((Offset.Known) read.at(28, 100e6, Double.NaN)).db()).isEqualTo(-39, within(0.1));
        assertThat(((Offset.Known) read.at(36.4, 100e6, Double.NaN)).db()).isEqualTo(-46.4, within(0.1));
        assertThat(context.text()).contains("1 row written to " + table + ", 1 of them in place of older ones");
        assertThat(table).content().hasLineCount(3);
    }

    @Test
    void aGeneratorThatIsOffOrTooStrongLeavesNoTable() {
        Path table = folder.resolve("table.csv");
        assertThatThrownBy(() -> run(
                        new Tones(List.of(), -130),
                        "known-level",
                        "100MHz",
                        "--dbm=-60",
                        "--gain=28",
                        "--out=" + table))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("is it connected and on?");
        assertThatThrownBy(
                        () -> run(generator(-30), "known-level", "100MHz", "--dbm=-30", "--gain=28", "--out=" + table))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("the receiver is overloaded");
        assertThat(table).doesNotExist();
    }

    /** A second line 8 kHz away, 8 dB below: 10 log(1 + 10^-0.8) = 0.64 dB more power than the carrier's. */
    @Test
    void aModulationThatWasLeftOnIsFound() {
        Tones modulated = new Tones(
                List.of(new Station("carrier", 100_000_000, -50), new Station("sideband", 100_008_000, -58)), -130);
        assertThatThrownBy(() -> run(
                        modulated,
                        "known-level",
                        "100MHz",
                        "--dbm=-60",
                        "--gain=28",
                        "--out=" + folder.resolve("table.csv")))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("raise its power by 0.6")
                .hasMessageContaining("switch the modulation off");
    }

    @Test
    void aFileOfAnotherShapeIsLeftAsItWas() throws Exception {
        Path table = folder.resolve("table.csv");
        String mine = "frequency_hz,gain_db,offset_db\n100000000,28,-38\n";
        Files.writeString(table, mine);
        assertThatThrownBy(
                        () -> run(generator(-60), "known-level", "100MHz", "--dbm=-60", "--gain=28", "--out=" + table))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("nothing was written")
                .hasMessageContaining("name another file");
        assertThat(table).hasContent(mine);
        assertThat(folder.resolve("table.csv.new")).doesNotExist();
    }

    /**
     * A noise figure of 6 dB and 15 dB of excess noise: Y = (3.98 + 31.62) / 3.98 = 9.52 dB. With the source off the input has −173.98 + 6
     * dBm/Hz, which read −95 dBFS/Hz at 28 dB: an offset of −72.98 dB.
     */
    private record NoiseSource(Tones off, Tones on) implements SignalSource {
        NoiseSource() {
            this(new Tones(List.of(), -123), new Tones(List.of(), -123 + 9.515));
        }

        @Override
        public byte[] loop(long centerHz, long sampleRateHz, double gainDb) {
            return off.loop(centerHz, sampleRateHz, gainDb);
        }

        @Override
        public byte[] loop(long centerHz, long sampleRateHz, double gainDb, boolean biasTee) {
            return (biasTee ? on : off).loop(centerHz, sampleRateHz, gainDb);
        }
    }

    @Test
    void aNoiseSourceOnTheBiasTeeGivesOffsetsAndNoiseFigure() throws Exception {
        Path table = folder.resolve("table.csv");
        run(
                new NoiseSource(),
                "y-factor",
                "100M:1000M",
                "--enr=15",
                "--points=2",
                "--gain=28",
                "--bias-tee",
                "--out=" + table);

        CalibrationTable read = CalibrationTable.read(table, CalibrationTable.Margins.DEFAULT);
        assertThat(((Offset.Known) read.at(28, 100e6, Double.NaN)).db()).isEqualTo(-72.98, within(0.2));
        assertThat(((Offset.Known) read.at(28, 1000e6, Double.NaN)).db()).isEqualTo(-72.98, within(0.2));
        assertThat(number(context.text(), "100 MHz +9\\.\\d+ +(\\d+\\.\\d+)")).isEqualTo(6, within(0.2));
        assertThat(context.text()).contains("2 rows written to " + table);
    }

    @Test
    void aPersonIsAskedToSwitchAndASourceThatDoesNothingIsFound() {
        context.interactive = true;
        Path table = folder.resolve("table.csv");
        assertThatThrownBy(() -> run(
                        new NoiseSource(),
                        "y-factor",
                        "100M:101M",
                        "--enr=15",
                        "--points=1",
                        "--gain=28",
                        "--out=" + table))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("is it connected and strong enough?");
        assertThat(context.text())
                .containsSubsequence(
                        "source OFF, then press Enter", "source ON, then press Enter", "source OFF, then press Enter");
        assertThat(table).doesNotExist();
    }

    @Test
    void withoutAPersonNobodyWaitsForAKey() {
        assertThatThrownBy(() -> run(
                        new NoiseSource(),
                        "y-factor",
                        "100M:101M",
                        "--enr=15",
                        "--gain=28",
                        "--out=" + folder.resolve("t")))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("use a terminal, or --bias-tee");
    }

    @Test
    void settleTimeIsMeasuredAndWrittenDown() throws Exception {
        Tones band = new Tones(List.of(new Station("a", 100_100_000, -12)), -95);
        // In real time: a machine that is busy at the wrong moment hides a tuning, and does not do so every time.
        for (int i = 0; i < 5 && !context.text().contains("the worst of 5 tunings"); i++) {
            run(band, "settle", "100MHz", "110MHz", "--gain=0");
        }

        assertThat(number(context.text(), "write into the gateway's file: settle: (\\d+)ms"))
                .isBetween(16.0, 500.0);
        assertThat(context.text()).contains("the worst of 5 tunings");
    }

    @Test
    void wayThatLosesNothingIsToldWithTheRateThatItCarries() throws Exception {
        assertThat(drops(0)).isZero();

        assertThat(number(context.text(), "no loss was found in (\\d+) samples in 1 s at 250 kHz"))
                .isPositive();
        assertThat(context.text()).contains("write into the gateway's file: sample_rate: 250kHz");
    }

    /** 100 samples are 200 of the counter's 256. */
    @Test
    void jumpsOfTheCounterAreLossesAndTheTestModeIsOffAgain() {
        assertThatThrownBy(() -> drops(100))
                .isInstanceOfSatisfying(
                        ToolException.class,
                        e -> assertThat(e.isConfiguration()).isFalse())
                .hasMessageContaining("samples are lost on the way")
                .satisfies(e -> {
                    double jumps = number(e.getMessage(), "the counter jumped (\\d+) times");
                    assertThat(jumps).isPositive();
                    assertThat(number(e.getMessage(), "by at least (\\d+) samples in all"))
                            .isEqualTo(100 * jumps);
                });
        assertThat(context.text()).doesNotContain("write into");
    }

    private int drops(int losing) throws Exception {
        Tones air = new Tones(List.of(), -95);
        try (RtlTcpServer server = RtlTcpServer.serving(air, RtlTcpServer.Pace.REAL_TIME)) {
            server.loseNowAndThen(losing);
            try {
                return Words.run(
                        command, context, "drops", "--length=1s", "--sample-rate=250kHz", "--receiver=" + server.uri());
            } finally {
                server.awaitNoClients();
                assertThat(server.allCommands())
                        .filteredOn(told -> told[0] == 7)
                        .extracting(told -> told[4])
                        .containsExactly((byte) 1, (byte) 0);
            }
        }
    }

    @Test
    void receiverWithoutATestModeIsToldFromOneThatLosesNothing() {
        byte[] greeting = {0x52, 0x54, 0x4C, 0x30, 0, 0, 0, 5, 0, 0, 0, 29};
        Tones air = new Tones(List.of(), -95);
        try (RtlTcpServer server = RtlTcpServer.greeting(greeting, air)) {
            server.forgetTestMode();
            assertThatThrownBy(() -> Words.run(
                            command,
                            context,
                            "drops",
                            "--length=1s",
                            "--sample-rate=250kHz",
                            "--receiver=" + server.uri()))
                    .isInstanceOf(ToolException.class)
                    .hasMessageContaining("the server sent no counter for 1 s");
        }
    }

    @Test
    void whatWouldBeIgnoredOrIsMissingIsRefused() {
        refused("has no meaning for ppm", "ppm", "98.1MHz", "--enr=15");
        refused("has no meaning for ppm", "ppm", "98.1MHz", "99MHz");
        refused("has no meaning for settle", "settle", "98.1MHz", "99MHz", "--broadcast");
        refused("is missing", "settle", "98.1MHz");
        refused("is missing", "ppm");
        refused("has no meaning for drops", "drops", "98.1MHz");
        refused("has no meaning for drops", "drops", "--broadcast");
        refused("only an RTL-SDR behind rtl_tcp has a test mode", "drops", "--receiver=spyserver://h:1");
        refused("it stands on the noise source", "y-factor", "100M:200M", "--gain=28", "--out=t.csv");
        refused("is not a range", "y-factor", "100MHz", "--enr=15", "--gain=28", "--out=t.csv");
        refused("a table needs a fixed one", "known-level", "100MHz", "--dbm=-60", "--out=t.csv");
        refused("is missing", "known-level", "100MHz", "--dbm=-60", "--gain=28");
        refused(
                "only an RTL-SDR",
                "y-factor",
                "100M:200M",
                "--enr=15",
                "--gain=28",
                "--out=t.csv",
                "--bias-tee",
                "--receiver=spyserver://h:1");
        refused("a recording can't be measured anew", "settle", "98.1MHz", "99MHz", "--receiver=file:a.cu8");
    }

    private void refused(String why, String... words) {
        assertThatThrownBy(() -> Words.read(command, words))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
