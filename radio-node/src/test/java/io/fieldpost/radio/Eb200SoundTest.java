package io.fieldpost.radio;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Value;
import io.fieldpost.radio.simulation.Eb200Behaviour;
import io.fieldpost.radio.simulation.Eb200Server;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Recordings of what a simulated R&amp;S receiver demodulates, through the whole driver. */
@Timeout(30)
class Eb200SoundTest {
    private static final int BLOCK = 160;

    @TempDir
    private Path folder;

    private RecordingContext context;
    private StartedDriver driver;
    private Eb200Server server;

    @BeforeEach
    void makeContext() {
        context = new RecordingContext(folder);
        driver = new StartedDriver(context);
    }

    @AfterEach
    void close() {
        driver.close();
        server.close();
    }

    private void start(Eb200Behaviour behaviour, String more) throws DriverException {
        server = Eb200Server.measuring((hertz, width) -> 10, behaviour);
        driver.start(Settings.settings("receiver: 'eb200://127.0.0.1:" + server.port() + "'\n" + more));
    }

    @Test
    void soundThatTheReceiverDemodulatesIsAFileAndItsPiecesGoToTheCentre() throws Exception {
        start(Eb200Behaviour.USUAL, "missions: [ { name: ear, record: 98.1MHz, length: 500ms, bandwidth: 150kHz } ]\n");
        Measurement told = driver.await("ear/recording");

        assertThat(server.received())
                .contains("freq:mode ffm", "sens:freq 98100000", "band 150000", "dem:mode FM", "syst:aud:rem:mode 6");
        assertThat(fields(told))
                .containsEntry("event", new Value.Text("complete"))
                .containsEntry("samples", new Value.Int(8_000))
                .containsEntry("sample_rate_hz", new Value.Int(16_000))
                .containsEntry("demodulation", new Value.Text("FM"))
                .containsEntry("holes", new Value.Int(0))
                .containsEntry("silent_samples", new Value.Int(0))
                .doesNotContainKey("message");
        Map<String, Value> piece = fields(driver.await("recordings"));
        assertThat(piece.toString()).contains("ear_20260102T030405Z.wav").contains("audio/wav");
        short[] heard = heard(told);
        assertThat(heard).hasSize(8_000);
        for (int i = 0; i < heard.length; i++) {
            assertThat(heard[i]).isEqualTo(tone(1_000, i));
        }
        driver.close();
        // Nobody listens any more.
        await(() -> server.subscriptions() == 0);
    }

    @Test
    void amplitudeModulationIsDemodulatedAsSuch() throws Exception {
        start(
                Eb200Behaviour.USUAL,
                "eb200: { demodulation: am }\n"
                        + "missions: [ { name: air, record: 118.1MHz, length: 100ms, bandwidth: 8kHz } ]\n");
        Measurement told = driver.await("air/recording");

        assertThat(server.received()).contains("dem:mode AM", "band 9000", "freq:span 50000");
        assertThat(fields(told)).containsEntry("demodulation", new Value.Text("AM"));
        short[] heard = heard(told);
        assertThat(heard[5]).isEqualTo(tone(400, 5));
        assertThat(heard[1_599]).isEqualTo(tone(400, 1_599));
    }

    @Test
    void blocksThatWereLostAreSilenceOfTheirLengthAndTold() throws Exception {
        start(Eb200Behaviour.USUAL, "missions: [ { name: ear, record: 98.1MHz, length: 2s } ]\n");
        await(this::isRecording);
        // Spectrum, level, sound and position every 10 ms: 20 ticks.
        server.lose(80);
        Measurement told = driver.await("ear/recording");

        short[] heard = heard(told);
        assertThat(heard).hasSize(32_000);
        int silent = 0;
        for (int block = 0; block < heard.length / BLOCK; block++) {
            boolean isSilent = heard[block * BLOCK + 4] == 0;
            silent += isSilent ? 1 : 0;
            for (int i = block * BLOCK; i < (block + 1) * BLOCK; i++) {
                assertThat(heard[i]).isEqualTo(isSilent ? 0 : tone(1_000, i));
            }
        }
        assertThat(silent).isGreaterThanOrEqualTo(19);
        assertThat(fields(told))
                .containsEntry("event", new Value.Text("complete"))
                .containsEntry("silent_samples", new Value.Int((long) silent * BLOCK))
                .doesNotContainEntry("holes", new Value.Int(0));
        assertThat(((Value.Text) fields(told).get("message")).value()).endsWith(silent * 10 + " ms of silence");
    }

    @Test
    void lossWithoutTimesIsToldAndNotFilled() throws Exception {
        start(Eb200Behaviour.USUAL.withoutTimesOfSound(), "missions: [ { name: ear, record: 98.1MHz, length: 2s } ]\n");
        await(this::isRecording);
        server.lose(80);
        Map<String, Value> told = fields(driver.await("ear/recording"));

        assertThat(told)
                .containsEntry("samples", new Value.Int(32_000))
                .containsEntry("silent_samples", new Value.Int(0))
                .doesNotContainEntry("holes", new Value.Int(0));
        assertThat(((Value.Text) told.get("message")).value()).endsWith("holes of unknown length are not filled");
    }

    @Test
    void moreUrgentScanIsSilenceInTheMiddleOfARecording() throws Exception {
        start(
                Eb200Behaviour.USUAL,
                "missions: [ { name: ear, record: 98.1MHz, length: 2s },"
                        + " { name: fm, scan: 97MHz..100MHz, every: 700ms, priority: 90 } ]\n");
        Measurement told = driver.await("ear/recording");

        assertThat(driver.all("fm")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(server.received()).contains("syst:aud:rem:mode 0");
        assertThat(fields(told))
                .containsEntry("samples", new Value.Int(32_000))
                .doesNotContainEntry("holes", new Value.Int(0))
                .doesNotContainEntry("silent_samples", new Value.Int(0));
    }

    private boolean isRecording() {
        String[] files = folder.resolve("recordings").toFile().list();
        return files != null && files.length > 0;
    }

    private static short tone(double hertz, int sample) {
        return (short) Math.round(8_192 * Math.sin(2 * Math.PI * hertz * sample / 16_000));
    }

    /** Complete when the file's header says its size. */
    private short[] heard(Measurement told) throws IOException, InterruptedException {
        Path file =
                folder.resolve("recordings").resolve(((Value.Text) fields(told).get("recording")).value());
        await(() -> header(file).getInt(40) > 0);
        ByteBuffer bytes = header(file);
        assertThat(bytes.getShort(22)).isEqualTo((short) 1);
        assertThat(bytes.getInt(24)).isEqualTo(16_000);
        short[] values = new short[(bytes.limit() - 44) / 2];
        bytes.position(44)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(values);
        return values;
    }

    private static ByteBuffer header(Path file) {
        try {
            return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static Map<String, Value> fields(Measurement measurement) {
        return ((Value.Record) measurement.value()).fields();
    }
}
