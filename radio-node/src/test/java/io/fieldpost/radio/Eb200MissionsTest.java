package io.fieldpost.radio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.radio.simulation.Eb200Behaviour;
import io.fieldpost.radio.simulation.Eb200Server;
import io.fieldpost.radio.simulation.LevelSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Missions that take turns on a simulated R&amp;S receiver, through the whole driver. */
@Timeout(30)
class Eb200MissionsTest {
    private static final String WATCH =
            "{ name: look, watch: [ 98.1MHz, 99MHz ], bandwidth: 200kHz, dwell: 60ms, every: 200ms }";
    private static final String SCAN = "{ name: fm, scan: 97MHz..100MHz, resolution: 25kHz, every: 100ms }";
    /** 50 dBµV in 100 kHz around 98.11 MHz, over noise of −40 dBµV/Hz. */
    private static final LevelSource SOURCE = (hertz, width) -> {
        double inside = Math.min(hertz + width / 2, 98_160_000) - Math.max(hertz - width / 2, 98_060_000);
        return 10 * Math.log10(1e-4 * width + Math.max(0, inside));
    };

    @TempDir
    private Path folder;

    private RecordingContext context;
    private StartedDriver driver;
    private Eb200Server server;

    @BeforeEach
    void makeContext() {
        context = new RecordingContext(folder);
        server = Eb200Server.measuring(SOURCE);
        driver = new StartedDriver(context);
    }

    @AfterEach
    void close() {
        driver.close();
        server.close();
    }

    private void start(String more) throws DriverException {
        driver.start(Settings.settings("receiver: 'eb200://127.0.0.1:" + server.port() + "'\n" + more));
    }

    @Test
    void watchedChannelsAreMeasuredInTurnFromTheirSpectraAndTheirLevel() throws Exception {
        start("missions: [ " + WATCH + " ]\n");
        Measurement station = driver.await("look/98.1MHz");
        Map<String, Value> found = fields(station);

        assertThat(server.received())
                .contains("freq:mode ffm", "sens:freq 98100000", "freq:span 1000000", "band 250000");
        assertThat(found)
                .containsEntry("frequency_hz", new Value.Int(98_100_000))
                .containsEntry("present", new Value.Bool(true))
                .containsEntry("level_unit", new Value.Text("dB[uV]"))
                .containsEntry("cw_bandwidth_hz", new Value.Int(250_000))
                .containsEntry("detector", new Value.Text("rms"))
                .doesNotContainKeys("suspect", "class", "not_calibrated");
        // 100 kHz of 0 dBµV/Hz.
        assertThat(real(found, "level")).isEqualTo(50, within(0.1));
        assertThat(real(found, "cw_level")).isEqualTo(50, within(0.1));
        assertThat(whole(found, "center_hz")).isCloseTo(98_110_000, within(400L));
        assertThat(whole(found, "offset_hz")).isCloseTo(10_000, within(400L));
        assertThat(whole(found, "occupied_bandwidth_hz")).isCloseTo(99_000, within(1_300L));
        assertThat(whole(found, "x26_bandwidth_hz")).isCloseTo(100_000, within(1_300L));
        assertThat(whole(found, "x6_bandwidth_hz")).isCloseTo(100_000, within(1_300L));
        // 0 over −40 dBµV/Hz.
        assertThat(real(found, "snr_db")).isEqualTo(40, within(0.2));
        // −40 dBµV/Hz in 200 kHz.
        assertThat(real(found, "noise")).isEqualTo(13, within(0.2));
        assertThat(real(found, "seconds")).isGreaterThanOrEqualTo(0.03);

        Map<String, Value> nothing = fields(driver.await("look/99MHz"));
        assertThat(nothing).containsEntry("present", new Value.Bool(false)).doesNotContainKey("level");
        // −40 dBµV/Hz in the filter's 250 kHz.
        assertThat(real(nothing, "cw_level")).isEqualTo(14, within(0.1));
        driver.await("look/98.1MHz", station);
    }

    @Test
    void scansAndWatchesTakeTurns() throws Exception {
        start("missions: [ " + SCAN + ", " + WATCH + " ]\n");
        Measurement first = driver.await("fm");
        driver.await("look/98.1MHz");
        driver.await("look/99MHz");
        Measurement second = driver.await("fm", first);
        driver.await("fm", second);

        // 25 kHz of 0 dBµV/Hz, and of −40 dBµV/Hz: nothing of a spectrum around one frequency is in a trace.
        for (Measurement trace : driver.all("fm")) {
            float[] values = ((Value.Series) trace.value()).values();
            assertThat(trace.quality()).isEqualTo(Quality.GOOD);
            assertThat(values).hasSize(121);
            assertThat(values[44]).isEqualTo(44.0f, within(0.11f));
            assertThat(values[10]).isEqualTo(4.0f, within(0.11f));
        }
        assertThat(server.received()).contains("freq:mode psc", "freq:mode ffm");
        assertThat(driver.missions())
                .extracting(state -> state.substring(0, state.indexOf(' ')))
                .containsExactly("fm", "look");
        assertThat(context.isLost()).isFalse();
    }

    @Test
    void watchOfHigherPriorityTakesTheReceiverFromAScanThatIsSlow() throws Exception {
        start("eb200: { scan: fscan }\nmissions: [ " + SCAN + ", { name: look, watch: [ 98.1MHz ], dwell: 20ms,"
                + " every: 50ms, priority: 80 } ]\n");
        Measurement look = driver.await("look/98.1MHz");
        driver.await("look/98.1MHz", look);
        assertThat(server.received()).contains("freq:mode swe", "freq:mode ffm");
    }

    @Test
    void missionsAreAddedHeldAndRemovedWhileOthersGoOn() throws Exception {
        start("missions: [ " + SCAN + " ]\n");
        driver.await("fm");
        driver.operate("mission_add", "mission", "{ name: ear, watch: [ 98.1MHz ], dwell: 30ms, every: 100ms }");
        driver.await("ear/98.1MHz");
        driver.operate("mission_pause", "name", "ear");
        assertThat(driver.missions()).contains("ear paused");
        driver.operate("mission_remove", "name", "ear");
        driver.await("fm", driver.await("fm"));
        assertThat(driver.missions()).hasSize(1);
        assertThatThrownBy(() -> driver.operate("mission_add", "mission", "{ name: fm, watch: [ 98MHz ] }"))
                .hasMessage("there is a mission of this name: fm");
    }

    @Test
    void scanThatNobodyPlannedIsRefusedWhereOnlyChannelsAreWatched() throws Exception {
        start("missions: [ " + WATCH + " ]\n");
        driver.await("look/99MHz");
        assertThatThrownBy(() -> driver.operate("mission_add", "mission", SCAN))
                .hasMessageContaining("the receiver scans nothing for the missions of the gateway's file");
    }

    @Test
    void addedMissionThatTheReceiverRefusesIsLeftOutAndTold() throws Exception {
        server.close();
        server = Eb200Server.measuring(SOURCE, Eb200Behaviour.USUAL.refusing("sens:freq 25000000"));
        start("missions: [ " + SCAN + " ]\n");
        driver.await("fm");
        driver.operate("mission_add", "mission", "{ name: low, watch: [ 25MHz ] }");
        while (context.remarks().isEmpty()) {
            driver.await("fm", driver.last("fm"));
        }
        assertThat(context.remarks())
                .singleElement()
                .satisfies(remark -> assertThat(remark.toString())
                        .contains("the added mission low can't be carried out")
                        .contains("sens:freq 25000000"));
        driver.await("fm", driver.last("fm"));
        assertThat(context.isLost()).isFalse();
    }

    @Test
    void missionOfTheFileThatTheReceiverRefusesIsAMatterOfTheSettings() throws Exception {
        server.close();
        server = Eb200Server.measuring(SOURCE, Eb200Behaviour.USUAL.refusing("sens:freq 99000000"));
        start("missions: [ " + WATCH + " ]\n");
        DriverException lost = context.awaitLoss();
        assertThat(lost.reason()).isEqualTo(Reason.CONFIGURATION);
        assertThat(lost).hasMessageContaining("sens:freq 99000000").hasMessageEndingWith("mission look");
    }

    @Test
    void antennaFactorMakesFieldStrengthsOfAllLevels() throws Exception {
        Path antenna = folder.resolve("antenna.csv");
        Files.writeString(antenna, "frequency_hz,antenna_factor_db_per_m\n80000000,12\n110000000,12\n");
        start("calibration: { antenna: '" + antenna + "' }\nmissions: [ " + WATCH + " ]\n");
        Map<String, Value> found = fields(driver.await("look/98.1MHz"));

        assertThat(found).containsEntry("level_unit", new Value.Text("dB[uV/m]"));
        assertThat(real(found, "level")).isEqualTo(62, within(0.1));
        assertThat(real(found, "cw_level")).isEqualTo(62, within(0.1));
    }

    @Test
    void overloadMakesAWatchedChannelSuspect() throws Exception {
        server.close();
        server = Eb200Server.measuring(SOURCE, Eb200Behaviour.USUAL.withOverload());
        start("missions: [ " + WATCH + " ]\n");
        Measurement suspect = driver.await("look/98.1MHz");
        while (suspect.quality() == Quality.GOOD) {
            suspect = driver.await("look/98.1MHz", suspect);
        }
        assertThat(fields(suspect)).containsEntry("suspect", new Value.Text("overload"));
    }

    private static Map<String, Value> fields(Measurement measurement) {
        return ((Value.Record) measurement.value()).fields();
    }

    private static double real(Map<String, Value> fields, String name) {
        return ((Value.Real) fields.get(name)).value();
    }

    private static long whole(Map<String, Value> fields, String name) {
        return ((Value.Int) fields.get(name)).value();
    }
}
