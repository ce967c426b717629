package io.fieldpost.radio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Operable;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.StreamingDriver;
import io.fieldpost.driver.Value;
import io.fieldpost.radio.settings.RadioSettings;
import io.fieldpost.radio.simulation.Eb200Behaviour;
import io.fieldpost.radio.simulation.Eb200Server;
import io.fieldpost.radio.simulation.LevelSource;
import io.fieldpost.radio.simulation.Station;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole driver on a simulated R&amp;S receiver, on files of rows and on programs that print them. */
class PanoramaDriverTest {
    private static final String FM = "{ name: fm, scan: 88MHz..90MHz, resolution: 25kHz, every: 1s, detect: true }";
    private static final Station LICENSED = new Station("City", 88_500_000, 50);
    private static final Station PIRATE = new Station("?", 89_200_000, 40);

    @TempDir
    private Path folder;

    private RecordingContext context;
    private final BlockingQueue<Measurement> received = new LinkedBlockingQueue<>();
    private final List<Measurement> seen = new ArrayList<>();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private volatile boolean pirateIsOn;

    @BeforeEach
    void makeContext() {
        context = new RecordingContext(folder);
    }

    @AfterEach
    void close() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    @Test
    void carrierThatAppearsIsAnEmissionAndWithoutALicenceAnAlarmWithItsSpectra() throws Exception {
        Path licences = folder.resolve("licences.csv");
        Files.writeString(
                licences,
                "frequency,bandwidth,name,service\n88500000Hz,50kHz,City,broadcast\n"
                        + "89800000Hz,50kHz,Hill,broadcast\n");
        Eb200Server server = server(Eb200Behaviour.USUAL);
        server.hurry(100);
        start(eb200(server, "licences: '" + licences + "'\nmissions: [ " + FM + " ]\n"));
        Measurement first = await(of("fm/emission"));
        assertThat(text(first, "event")).isEqualTo("appeared");
        assertThat(whole(first, "center_hz")).isCloseTo(LICENSED.frequencyHz(), within(12_500L));
        assertThat(text(first, "level_unit")).isEqualTo("dB[uV]");

        pirateIsOn = true;
        // At a hundred times the pace a busy machine may let a minute pass first, after which Hill is told to be
        // absent.
        Measurement alarm = await(of("fm/alarm").and(any -> text(any, "alarm").equals("unlicensed")));

        assertThat(whole(alarm, "frequency_hz")).isCloseTo(PIRATE.frequencyHz(), within(12_500L));
        Value name = new Value.Text(text(alarm, "evidence"));
        List<Measurement> evidence = received().stream()
                .filter(of("fm/evidence").and(any -> name.equals(conditions(any).get("evidence"))))
                .toList();
        assertThat(evidence).hasSize(2);
        Value.Series before = (Value.Series) evidence.get(0).value();
        Value.Series during = (Value.Series) evidence.get(1).value();
        int cell = (int) Math.round((PIRATE.frequencyHz() - before.start()) / before.step());
        assertThat(during.values()[cell]).isEqualTo(40.0f);
        assertThat(before.values()[cell]).isLessThan(0);
        assertThat(text(alarm, "evidence")).startsWith("fm_89200kHz_unlicensed_");
    }

    @Test
    void traceSaysWhereItLiesAndWhatTheReceiverTellsOfItself() throws Exception {
        Eb200Server server = server(Eb200Behaviour.USUAL.withOverload());
        start(eb200(server, "missions: [ { name: fm, scan: 88MHz..90MHz, resolution: 100kHz, every: 50ms } ]\n"));
        Measurement trace = await(of("fm").and(any -> any.quality() != Quality.GOOD)
                .and(any -> conditions(any).containsKey("latitude")));

        Value.Series series = (Value.Series) trace.value();
        assertThat(series.start()).isEqualTo(88_000_000);
        assertThat(series.step()).isEqualTo(100_000);
        assertThat(series.values()).hasSize(21);
        // Scanned in 50 kHz: a cell takes one whole and halves of two others. The carrier lies in its middle.
        assertThat(series.values()[5]).isEqualTo(50.0f);
        // −60 dBµV/Hz + 50 dB.
        assertThat(series.values()[12]).isEqualTo(-10.0f);
        assertThat(conditions(trace))
                .containsEntry("receiver", new Value.Text("ROHDE&SCHWARZ,EM100,100.123/456,4.32"))
                .containsEntry("antenna", new Value.Text("HE600"))
                .containsEntry("calibration", new Value.Text("receiver"))
                .containsEntry("suspect", new Value.Text("overload"))
                .containsEntry("receiver_step_hz", new Value.Real(50_000))
                .containsEntry("latitude", new Value.Real(30.5))
                .containsEntry("longitude", new Value.Real(-104.25))
                .containsEntry("position_source", new Value.Text("receiver"));
        assertThat(trace.point().unit()).isEqualTo("dB[uV]");
        assertThat(server.received()).contains("freq:psc:start 87950000", "freq:psc:stop 90050000", "psc:step 50000");
    }

    @Test
    void receiverMeasuresAsItsSettingsSayAndTracesTellIt() throws Exception {
        Eb200Server server = server(Eb200Behaviour.USUAL.withOverload());
        start(eb200(
                server,
                "eb200: { detector: peak, measure_time: 10ms, attenuation: 20 }\n"
                        + "missions: [ { name: fm, scan: 88MHz..90MHz, resolution: 25kHz, every: 50ms } ]\n"));
        Measurement trace = await(of("fm"));

        assertThat(server.received())
                .contains("sens:det POS", "meas:time 10 ms", "inp:att:auto off", "inp:att 20", "freq:mode psc");
        // The simulated peak detector reads 10 dB more.
        assertThat(((Value.Series) trace.value()).values()[20]).isEqualTo(60.0f);
        assertThat(conditions(trace))
                .containsEntry("attenuation_db", new Value.Real(20))
                .containsEntry("scan", new Value.Text("pscan"))
                .containsEntry("detector", new Value.Text("peak"))
                .containsEntry("measure_ms", new Value.Real(10))
                // A peak stands for one look, however long it is measured.
                .containsEntry("looks", new Value.Real(1));
        // What overloads it at its automatic attenuation does so no more.
        assertThat(trace.quality()).isEqualTo(Quality.GOOD);
    }

    @Test
    void frequencyScanGoesInStepsOfAFiltersWidth() throws Exception {
        Eb200Server server = server(Eb200Behaviour.USUAL);
        start(eb200(
                server,
                "eb200: { scan: fscan, measure_time: 4ms }\n"
                        + "missions: [ { name: fm, scan: 88MHz..90MHz, resolution: 20kHz, every: 50ms } ]\n"));
        Measurement trace = await(of("fm"));

        assertThat(server.received())
                .contains("freq:mode swe", "freq:start 87990000", "freq:stop 90015000", "swe:step 15000", "band 15000");
        Value.Series series = (Value.Series) trace.value();
        assertThat(series.values()).hasSize(101);
        // −60 dBµV/Hz + 43 dB; the carrier lies in a step of its own, 88.5 MHz, wholly within a cell.
        assertThat(series.values()[70]).isEqualTo(-17.0f, within(0.11f));
        assertThat(series.values()[25]).isEqualTo(50.0f);
        assertThat(conditions(trace))
                .containsEntry("scan", new Value.Text("fscan"))
                .containsEntry("receiver_step_hz", new Value.Real(15_000))
                .containsEntry("attenuation_db", new Value.Absent());
    }

    @Test
    void missionsAreHeldAndAddedWithinWhatIsScanned() throws Exception {
        Operable driver = (Operable) start(eb200(server(Eb200Behaviour.USUAL), "missions: [ " + FM + " ]\n"));
        await(of("fm"));
        operate(
                driver,
                "mission_add",
                "mission",
                "{ name: low, scan: 88MHz..88.4MHz, resolution: 50kHz, every: 50ms }");
        assertThat(((Value.Series) await(of("low")).value()).values()).hasSize(9);
        operate(driver, "mission_pause", "name", "low");
        assertThat(phases(driver)).containsExactly("fm running", "low paused");
        operate(driver, "mission_remove", "name", "low");
        assertThat(phases(driver)).containsExactly("fm running");

        for (Map.Entry<String, String> refused : Map.of(
                        "{ name: far, scan: 90MHz..91MHz }", "and this one needs more",
                        "{ name: fine, scan: 88MHz..89MHz, resolution: 1kHz }", "and this one needs more",
                        "{ name: fm, scan: 88MHz..89MHz }", "there is a mission of this name")
                .entrySet()) {
            assertThatThrownBy(() -> operate(driver, "mission_add", "mission", refused.getKey()))
                    .hasMessageContaining(refused.getValue())
                    .isInstanceOfSatisfying(
                            DriverException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED));
        }
    }

    @Test
    void fileOfRowsIsPutOntoTheGridAndItsEndIsALoss() throws Exception {
        Path rows = folder.resolve("rows.csv");
        Files.writeString(rows, rows(20));
        start(rows("rows:" + rows, "{ name: fm, scan: 88MHz..90MHz, resolution: 25kHz, every: 2s, detect: true }"));
        DriverException lost = context.awaitLoss();

        assertThat(lost.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(lost).hasMessage("the file of rows has ended after 20 rows: " + rows);
        // Every second row is the first after one of the mission's starts.
        List<Measurement> traces = received().stream().filter(of("fm")).toList();
        assertThat(traces).hasSize(10);
        Value.Series trace = (Value.Series) traces.get(0).value();
        assertThat(trace.values()).hasSize(81);
        // Five cells of 5 kHz to one: −80 dB + 7 dB. The carrier of −20 dB is alone in its own.
        assertThat(trace.values()[40]).isEqualTo(-73.0f);
        assertThat(trace.values()[60]).isEqualTo(-20.0f);
        assertThat(traces.get(0).point().unit()).isEqualTo("dB{FS}");
        assertThat(conditions(traces.get(0)))
                .containsEntry("gain_db", new Value.Real(28.0))
                .containsEntry("calibration", new Value.Text("none"));
    }

    @Test
    void programIsReadUntilItEndsAndItsLastWordIsToldThen() throws Exception {
        Path rows = folder.resolve("rows.csv");
        Files.writeString(rows, rows(3));
        start(rows(
                "program:sh -c \"cat " + rows + "; echo unplugged >&2\"",
                "{ name: all, occupancy: 88MHz..90MHz, channel: 100kHz, resolution: 20kHz }"));
        DriverException lost = context.awaitLoss();

        assertThat(lost.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(lost).hasMessageContaining("unplugged").hasMessageContaining("program:sh");
        assertThat(whole(await(of("all/occupancy")), "seconds")).isPositive();
    }

    @Test
    void rowsThatAreTooCoarseOrElsewhereAreRefusedAsAMatterOfTheSettings() throws Exception {
        Path rows = folder.resolve("rows.csv");
        Files.writeString(rows, rows(3));
        start(rows("rows:" + rows, "{ name: fine, scan: 88MHz..90MHz, resolution: 1kHz }"));
        DriverException lost = context.awaitLoss();

        assertThat(lost.reason()).isEqualTo(Reason.CONFIGURATION);
        assertThat(lost)
                .hasMessage(
                        "the receiver's cells of 5000 Hz are wider than the resolution of 1000 Hz: have it measure in"
                                + " narrower ones, or take a coarser resolution: mission fine");
    }

    @Test
    void missionThatWasAddedAndDoesNotFitTheRowsIsLeftOutAndTold() throws Exception {
        Files.createDirectories(folder.resolve("missions"));
        Files.writeString(folder.resolve("missions/far.yaml"), "{ name: far, scan: 430MHz..440MHz }");
        Path rows = folder.resolve("rows.csv");
        Files.writeString(rows, rows(3));
        start(rows("rows:" + rows, "{ name: fm, scan: 88MHz..90MHz, resolution: 25kHz }"));

        assertThat(context.awaitLoss()).hasMessageContaining("has ended after 3 rows");
        assertThat(received().stream().filter(of("fm"))).hasSize(3);
        assertThat(context.remarks())
                .singleElement()
                .satisfies(remark -> assertThat(remark.toString())
                        .contains("the added mission far can't be carried out, the receiver measures 87980000 Hz"));
    }

    @Test
    void antennaFactorMakesFieldStrengthsOfTheReceiversOwnLevels() throws Exception {
        Path antenna = folder.resolve("antenna.csv");
        Files.writeString(antenna, "frequency_hz,antenna_factor_db_per_m\n80000000,12\n100000000,12\n");
        Eb200Server server = server(Eb200Behaviour.USUAL);
        start(eb200(server, "calibration: { antenna: '" + antenna + "' }\nmissions: [ " + FM + " ]\n"));
        Measurement trace = await(of("fm"));

        assertThat(trace.point().unit()).isEqualTo("dB[uV/m]");
        assertThat(((Value.Series) trace.value()).values()[20]).isEqualTo(62.0f);
    }

    @Test
    void tableCalibratesRowsAtTheGainThatTheProgramWasTold() throws Exception {
        Path table = folder.resolve("table.csv");
        Files.writeString(table, "gain_db,frequency_hz,offset_db\n28,80000000,-30\n28,100000000,-30\n");
        Path rows = folder.resolve("rows.csv");
        Files.writeString(rows, rows(1));
        start(Settings.settings("receiver: 'rows:" + rows + "'\ngain: '28'\ncalibration: { table: '" + table
                + "' }\nmissions: [ { name: fm, scan: 88MHz..90MHz, resolution: 25kHz } ]\n"));
        Measurement trace = await(of("fm"));

        assertThat(trace.point().unit()).isEqualTo("dB[mW]");
        assertThat(((Value.Series) trace.value()).values()[60]).isEqualTo(-50.0f);
    }

    @Test
    void closingIsNoLossAndNobodyIsLeftSubscribed() throws Exception {
        Eb200Server server = server(Eb200Behaviour.USUAL);
        StreamingDriver driver = start(eb200(server, "missions: [ " + FM + " ]\n"));
        await(of("fm"));
        driver.close();

        assertThat(context.isLost()).isFalse();
        // What was written last is read a little later.
        CountDownLatch pause = new CountDownLatch(1);
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (server.subscriptions() > 0 && System.nanoTime() < end) {
            pause.await(10, TimeUnit.MILLISECONDS);
        }
        assertThat(server.subscriptions()).isZero();
        assertThat(server.received()).anyMatch(line -> line.startsWith("trac:udp:del"));
    }

    /** 299 rows of 128 cells of 781.25 Hz, one a second, of a broadcast station at 88.1 MHz. */
    @Test
    void recordedRowsComeAsOneTraceASecondOnTheGrid() throws Exception {
        String recordings = System.getProperty("fieldpost.recordings", System.getenv("FIELDPOST_RECORDINGS"));
        Assumptions.assumeTrue(recordings != null, "no folder of recordings is named");
        Path file = Path.of(recordings, "rtlpower_nhkfm3.csv");
        Assumptions.assumeTrue(Files.exists(file), "recording is not there: " + file);
        start(rows("rows:" + file, "{ name: fm, scan: 88.06MHz..88.14MHz, resolution: 5kHz, every: 1s }"));

        assertThat(context.awaitLoss()).hasMessageStartingWith("the file of rows has ended after 299 rows");
        List<Measurement> traces = received().stream().filter(of("fm")).toList();
        assertThat(traces).hasSize(299);
        double sum = 0;
        double moment = 0;
        for (Measurement trace : traces) {
            Value.Series series = (Value.Series) trace.value();
            assertThat(series.start()).isEqualTo(88_060_000);
            assertThat(series.values()).hasSize(17);
            for (int i = 0; i < 17; i++) {
                double power = Math.pow(10, series.values()[i] / 10);
                sum += power;
                moment += power * (series.start() + i * series.step());
            }
        }
        // The signal is symmetric about its carrier: the centre of its power lies there.
        assertThat(moment / sum).isEqualTo(88_100_000, within(2_000.0));
    }

    @Test
    void settingsThatBelongToReceiversOfSamplesAreRefused() {
        for (Map.Entry<String, String> wrong : Map.of(
                        "gain: '20'\nmissions: [ " + FM + " ]",
                        "can't be set here",
                        "ppm: 3\nmissions: [ " + FM + " ]",
                        "can't be set here",
                        "bias_tee: true\nmissions: [ " + FM + " ]",
                        "can't be set here",
                        "calibration: { table: a.csv }\nmissions: [ " + FM + " ]",
                        "table is for receivers whose levels are not calibrated",
                        "missions: [ { scan: 88MHz..90MHz, averages: 3 } ]",
                        "window, averages and statistics")
                .entrySet()) {
            assertThatThrownBy(() -> Settings.settings("receiver: 'eb200://127.0.0.1'\n" + wrong.getKey() + "\n"))
                    .hasMessageContaining(wrong.getValue());
        }
        for (String receiver :
                List.of("rtl_tcp://127.0.0.1", "eb200iq://127.0.0.1?bandwidth=100kHz", "rows:/a.csv", "file:/a.cu8")) {
            assertThatThrownBy(() -> Settings.settings(
                            "receiver: '" + receiver + "'\neb200: { attenuation: 10 }\nmissions: [ " + FM + " ]\n"))
                    .hasMessageContaining(
                            "is for R&S receivers that measure by themselves, eb200://host, and this one");
        }
        assertThatThrownBy(() -> new RadioDriverFactory()
                        .create(
                                Settings.settings("receiver: 'eb200://127.0.0.1'\nmissions: [ { scan: 88MHz..88.01MHz,"
                                        + " resolution: 10Hz } ]\n"),
                                context))
                .isInstanceOfSatisfying(
                        DriverException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CONFIGURATION))
                .hasMessageContaining("finer than 125 Hz");
    }

    private Eb200Server server(Eb200Behaviour behaviour) {
        LevelSource alone = LevelSource.carriers(-60, LICENSED);
        LevelSource both = LevelSource.carriers(-60, LICENSED, PIRATE);
        Eb200Server server =
                Eb200Server.measuring((hertz, width) -> (pirateIsOn ? both : alone).levelDbuv(hertz, width), behaviour);
        opened.add(server);
        return server;
    }

    private static RadioSettings eb200(Eb200Server server, String more) {
        return Settings.settings("receiver: 'eb200://127.0.0.1:" + server.port() + "'\n" + more);
    }

    private static RadioSettings rows(String receiver, String mission) {
        return Settings.settings("receiver: '" + receiver + "'\ngain: '28'\nmissions: [ " + mission + " ]\n");
    }

    /** As rtl_power prints them each second: cells of 5 kHz from 87.98 MHz, a carrier at 89.5 MHz. */
    private static String rows(int count) {
        StringBuilder text = new StringBuilder();
        LocalDateTime time = LocalDateTime.of(2026, 1, 2, 3, 4, 5);
        for (int i = 0; i < count; i++) {
            text.append(time.plusSeconds(i).format(DateTimeFormatter.ofPattern("yyyy-MM-dd, HH:mm:ss")));
            text.append(", 87980000, 90030000, 5000.00, 16");
            for (int cell = 0; cell < 410; cell++) {
                text.append(cell == 304 ? ", -20.00" : ", -80.00");
            }
            text.append(", -80.00\n");
        }
        return text.toString();
    }

    private StreamingDriver start(RadioSettings settings) throws DriverException {
        StreamingDriver driver = (StreamingDriver) new RadioDriverFactory().create(settings, context);
        opened.add(driver);
        driver.open();
        driver.start(List.of(), received::add);
        return driver;
    }

    private static void operate(Operable driver, String operation, String name, String value) throws DriverException {
        driver.operate(operation, new Value.Record(Map.of(name, new Value.Text(value))));
    }

    private static List<String> phases(Operable driver) throws DriverException {
        Value.Record told = driver.operate("mission_list", new Value.Record(Map.of()));
        List<String> phases = new ArrayList<>();
        for (Value each : ((Value.Array) told.fields().get("missions")).elements()) {
            Map<String, Value> fields = ((Value.Record) each).fields();
            phases.add(((Value.Text) fields.get("name")).value() + " " + ((Value.Text) fields.get("phase")).value());
        }
        return phases;
    }

    private List<Measurement> received() {
        received.drainTo(seen);
        return seen;
    }

    private Measurement await(Predicate<Measurement> wanted) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        for (Measurement measurement : received()) {
            if (wanted.test(measurement)) {
                return measurement;
            }
        }
        while (System.nanoTime() < end) {
            Measurement next = received.poll(1, TimeUnit.SECONDS);
            if (next != null) {
                seen.add(next);
                if (wanted.test(next)) {
                    return next;
                }
            }
        }
        throw new AssertionError("did not come; lost: " + context.isLost() + ", others that came: " + seen.size());
    }

    private static Predicate<Measurement> of(String point) {
        return measurement -> measurement.point().name().equals(point);
    }

    private static Map<String, Value> conditions(Measurement trace) {
        return ((Value.Series) trace.value()).conditions().fields();
    }

    private static String text(Measurement measurement, String field) {
        return ((Value.Text) ((Value.Record) measurement.value()).fields().get(field)).value();
    }

    private static long whole(Measurement measurement, String field) {
        return ((Value.Int) ((Value.Record) measurement.value()).fields().get(field)).value();
    }
}
