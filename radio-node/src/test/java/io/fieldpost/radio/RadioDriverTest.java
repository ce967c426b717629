package io.fieldpost.radio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.StreamingDriver;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.radio.settings.Mission;
import io.fieldpost.radio.settings.RadioSettings;
import io.fieldpost.radio.simulation.RtlTcpServer;
import io.fieldpost.radio.simulation.Station;
import io.fieldpost.radio.simulation.SynthesisedBand;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole driver against a server that speaks rtl_tcp in real time. */
class RadioDriverTest {
    private static final SynthesisedBand BAND = new SynthesisedBand(1);
    private static final int RESOLUTION = 10_000;

    private final RecordingContext context = new RecordingContext();
    private final BlockingQueue<Measurement> received = new LinkedBlockingQueue<>();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    @Test
    void stationsStandOutAtTheirFrequenciesAndSoDoesTheOneWithoutALicence() throws Exception {
        // 128 transforms are one loop of the band; a server on a busy machine can be late to tune, hence the long
        // settle time.
        Mission band = Settings.mission("fm", 87, 108, RESOLUTION, 128);
        StreamingDriver driver = driver(Settings.of(server().uri(), "20.7", Duration.ofMillis(200), band));
        driver.open();
        driver.start(List.of(), received::add);
        Value.Series trace = series(firstTrace(driver));

        List<Station> all = new ArrayList<>(SynthesisedBand.licensed());
        all.add(SynthesisedBand.unlicensed());
        for (Station station : all) {
            assertThat(channelDbfs(trace, station.frequencyHz()))
                    .as(station.name())
                    .isEqualTo(station.levelDbfs(), within(2.0));
            assertThat(centroidHz(trace, station.frequencyHz()))
                    .as(station.name())
                    .isEqualTo(station.frequencyHz(), within((double) RESOLUTION));
        }
        // -98 dBFS/Hz over 200 kHz is -45 dBFS where nobody sends.
        assertThat(channelDbfs(trace, 91_000_000)).isEqualTo(-45, within(1.0));
    }

    @Test
    void traceSaysWhereItLiesAndHowItWasMeasured() throws Exception {
        Measurement measurement =
                firstTrace(scanning(server(), "20.7", Settings.mission("fm", 87.001, 89, RESOLUTION)));

        assertThat(measurement.point()).isEqualTo(new Point("fm", "fm", "", ValueType.SERIES, "dB{FS}"));
        assertThat(measurement.quality()).isEqualTo(Quality.GOOD);
        assertThat(measurement.sourceTime()).isEqualTo(RecordingContext.NOW);
        Value.Series trace = series(measurement);
        assertThat(trace.start()).isEqualTo(87_010_000);
        assertThat(trace.step()).isEqualTo(RESOLUTION);
        assertThat(trace.values()).hasSize(200);
        assertThat(trace.conditions().fields())
                .containsEntry("receiver", new Value.Text("R820T"))
                .containsEntry("gain_db", new Value.Real(20.7))
                .containsEntry("calibration", new Value.Text("none"))
                .containsEntry("sample_rate_hz", new Value.Int(2_400_000))
                .containsEntry("fft_size", new Value.Int(1024))
                .containsEntry("window", new Value.Text("HANN"))
                .containsEntry("window_enbw_hz", new Value.Real(1.5 * 2_400_000 / 1024))
                .containsEntry("rbw_hz", new Value.Real(10_000))
                .containsEntry("averages", new Value.Int(16))
                .containsEntry("hops", new Value.Int(2))
                .containsEntry("settle_ms", new Value.Real(30))
                .containsEntry("clipped_fraction", new Value.Real(0))
                .containsEntry("dropped_samples", new Value.Int(0));
    }

    @Test
    void moreGainClipsAndTheTraceIsMarked() throws Exception {
        Mission mission = Settings.mission("fm", 97, 98, RESOLUTION);
        Measurement fitting = firstTrace(scanning(server(), "20.7", mission));
        received.clear();
        Measurement overloaded = firstTrace(scanning(server(), "49.6", mission));

        assertThat(real(fitting, "clipped_fraction")).isZero();
        assertThat(fitting.quality()).isEqualTo(Quality.GOOD);
        assertThat(real(overloaded, "clipped_fraction")).isGreaterThan(0.3);
        assertThat(overloaded.quality()).isEqualTo(Quality.UNCERTAIN_SENSOR_NOT_ACCURATE);
    }

    @Test
    void lostSamplesAreFoundAndToldInATrace() throws Exception {
        RtlTcpServer server = server();
        scanning(server, "20.7", Settings.mission("fm", 97, 98, RESOLUTION));
        // The meter takes its reference from its first second.
        for (int i = 0; i < 15; i++) {
            nextTrace();
        }
        server.drop(480_000);

        long dropped = 0;
        for (int i = 0; i < 100 && dropped == 0; i++) {
            dropped = integer(nextTrace(), "dropped_samples");
        }
        assertThat(dropped).isCloseTo(480_000, within(100_000L));
    }

    @Test
    void twoMissionsShareTheReceiver() throws Exception {
        scanning(
                server(),
                "20.7",
                Settings.mission("low", 89, 90, RESOLUTION),
                Settings.mission("high", 105, 106, RESOLUTION));

        List<String> order = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            order.add(nextTrace().point().name());
        }
        assertThat(order).startsWith("low", "high");
        assertThat(Collections.frequency(order, "low")).isBetween(3, 7);
    }

    @Test
    void pointsNameTheMissionsThatTheyWant() throws Exception {
        StreamingDriver driver = driver(
                server().uri(),
                "20.7",
                Settings.mission("low", 89, 90, RESOLUTION),
                Settings.mission("high", 105, 106, RESOLUTION));
        Point wanted = new Point("fm", "campus", "high", ValueType.ANY, "dB{FS}");
        Point unknown = new Point("fm", "nothing", "middle", ValueType.ANY, "1");
        driver.open();
        driver.start(List.of(wanted, unknown), received::add);

        assertThat(nextTrace()).isEqualTo(Measurement.bad(unknown, Quality.BAD_ADDRESS_UNKNOWN, RecordingContext.NOW));
        assertThat(nextTrace().point()).isEqualTo(wanted);
        assertThat(nextTrace().point()).isEqualTo(wanted);
    }

    @Test
    void serverThatFallsSilentIsATimeout() throws Exception {
        RtlTcpServer server = server();
        scanning(server, "20.7", Settings.mission("fm", 97, 98, RESOLUTION));
        nextTrace();
        server.stall();

        DriverException loss = context.awaitLoss();
        assertThat(loss.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(loss).hasMessageStartingWith("no samples for 2000 ms, ").hasMessageEndingWith(server.uri());
    }

    @Test
    void serverThatGoesAwayIsUnreachable() throws Exception {
        RtlTcpServer server = server();
        scanning(server, "20.7", Settings.mission("fm", 97, 98, RESOLUTION));
        nextTrace();
        server.disconnect();

        DriverException loss = context.awaitLoss();
        assertThat(loss.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(loss).hasMessageEndingWith(server.uri());
    }

    @Test
    void otherKindOfServerIsNamedByWhatItSaid() throws Exception {
        RtlTcpServer server =
                opened(RtlTcpServer.greeting("SSH-2.0-OpenSSH_9.2\r\n".getBytes(StandardCharsets.US_ASCII), BAND));
        StreamingDriver driver = driver(server.uri(), "auto", Settings.mission("fm", 97, 98, RESOLUTION));

        assertThatThrownBy(driver::open)
                .isInstanceOfSatisfying(
                        DriverException.class, e -> assertThat(e.reason()).isEqualTo(Reason.PROTOCOL))
                .hasMessage("not an rtl_tcp server: greeting begins with 'SSH-' (hex 5353482d) instead of 'RTL0': "
                        + server.uri());
    }

    @Test
    void nobodyThereIsUnreachableAndSaysWhatToDo() throws Exception {
        RtlTcpServer gone = RtlTcpServer.serving(BAND, RtlTcpServer.Pace.REAL_TIME);
        String uri = gone.uri();
        gone.close();
        StreamingDriver driver = driver(uri, "auto", Settings.mission("fm", 97, 98, RESOLUTION));

        assertThatThrownBy(driver::open)
                .isInstanceOfSatisfying(
                        DriverException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE))
                .hasMessageContaining("check that rtl_tcp runs and listens there: " + uri);
    }

    @Test
    void closingEndsThreadsAndConnectionWithoutALoss() throws Exception {
        RtlTcpServer server = server();
        Driver driver = scanning(server, "20.7", Settings.mission("fm", 97, 98, RESOLUTION));
        nextTrace();
        driver.close();
        received.clear();

        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("fm-")) {
                thread.join(60_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
        assertThat(received).isEmpty();
        assertThat(context.isLost()).isFalse();
    }

    private RtlTcpServer server() {
        return opened(RtlTcpServer.serving(BAND, RtlTcpServer.Pace.REAL_TIME));
    }

    private <T extends AutoCloseable> T opened(T resource) {
        opened.add(resource);
        return resource;
    }

    private StreamingDriver driver(String uri, String gain, Mission... missions) throws DriverException {
        return driver(Settings.of(uri, gain, missions));
    }

    private StreamingDriver driver(RadioSettings settings) throws DriverException {
        return (StreamingDriver) opened(new RadioDriverFactory().create(settings, context));
    }

    private Driver scanning(RtlTcpServer server, String gain, Mission... missions) throws DriverException {
        StreamingDriver driver = driver(server.uri(), gain, missions);
        driver.open();
        driver.start(List.of(), received::add);
        return driver;
    }

    private Measurement firstTrace(Driver scanning) throws InterruptedException {
        Measurement first = nextTrace();
        scanning.close();
        opened.remove(scanning);
        return first;
    }

    private Measurement nextTrace() throws InterruptedException {
        Measurement next = received.poll(60, TimeUnit.SECONDS);
        assertThat(next).as("trace within 60 s").isNotNull();
        return next;
    }

    private static Value.Series series(Measurement measurement) {
        return (Value.Series) measurement.value();
    }

    private static double real(Measurement measurement, String condition) {
        return ((Value.Real) series(measurement).conditions().fields().get(condition)).value();
    }

    private static long integer(Measurement measurement, String condition) {
        return ((Value.Int) series(measurement).conditions().fields().get(condition)).value();
    }

    /** Power within 100 kHz to each side: the sum of its cells. */
    private static double channelDbfs(Value.Series trace, long centerHz) {
        double sum = 0;
        for (int i = first(trace, centerHz); i <= first(trace, centerHz) + 20; i++) {
            sum += Math.pow(10, trace.values()[i] / 10);
        }
        return 10 * Math.log10(sum);
    }

    private static double centroidHz(Value.Series trace, long centerHz) {
        double sum = 0;
        double moment = 0;
        for (int i = first(trace, centerHz); i <= first(trace, centerHz) + 20; i++) {
            double power = Math.pow(10, trace.values()[i] / 10);
            sum += power;
            moment += power * (trace.start() + i * trace.step());
        }
        return moment / sum;
    }

    private static int first(Value.Series trace, long centerHz) {
        return (int) Math.round((centerHz - 100_000 - trace.start()) / trace.step());
    }
}
