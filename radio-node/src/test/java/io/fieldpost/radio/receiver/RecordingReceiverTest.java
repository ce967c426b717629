package io.fieldpost.radio.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.radio.recording.SigmfAbout;
import io.fieldpost.radio.recording.SigmfCapture;
import io.fieldpost.radio.recording.SigmfGlobal;
import io.fieldpost.radio.recording.SigmfWriter;
import io.fieldpost.radio.sample.SampleFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingReceiverTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private long nanos;

    @Test
    void everySampleOfARawFileComesInOrderAndThenTheEnd() throws Exception {
        byte[] samples = random(100_001);
        Receiver receiver = receiver(file("meters_868.95M_1600k.cu8", samples), "?pace=fast");
        assertThat(receiver.fixedSampleRateHz()).isEqualTo(OptionalLong.of(1_600_000));
        assertThat(receiver.open(setup(1_600_000))).isEqualTo("recording meters_868.95M_1600k.cu8");
        assertThat(receiver.fixedCenterHz()).isEqualTo(OptionalLong.of(868_950_000));
        assertThat(receiver.tune(868_950_000)).isZero();

        // Half a sample at the end is none.
        assertThat(played(receiver)).isEqualTo(java.util.Arrays.copyOf(samples, 100_000));
        assertThat(receiver.counters()).isEqualTo(new ReceiverCounters(50_000, 0));
        assertThat(receiver.take(PATIENCE)).isNull();
        receiver.close();
    }

    @Test
    void loopBeginsAgainWithoutEndAndCountsOn() throws Exception {
        Receiver receiver = receiver(file("a.cs16", random(4_000)), "?rate=1MHz&pace=fast&loop=true");
        receiver.open(setup(1_000_000));
        for (int i = 0; i < 10; i++) {
            SampleBlock block = receiver.take(PATIENCE);
            assertThat(block.format()).isEqualTo(SampleFormat.CS16);
            assertThat(block.firstSample()).isEqualTo(1_000 * i);
            receiver.release(block);
        }
    }

    @Test
    void atItsOwnPaceASecondOfSamplesTakesASecond() throws Exception {
        FileAddress address =
                (FileAddress) ReceiverAddress.parse("file:" + file("a.cu8", random(8_000)) + "?rate=2kHz");
        RecordingReceiver receiver = new RecordingReceiver(address, () -> nanos, wait -> nanos += wait);
        receiver.open(setup(2_000));
        receiver.release(receiver.take(PATIENCE));
        // A tenth of a second at a time, however small the rate.
        assertThat(nanos).isEqualTo(100_000_000);
        while (receiver.take(PATIENCE) != null) {
            assertThat(receiver.counters().samples()).isEqualTo(nanos * 2_000 / 1_000_000_000);
        }

        assertThat(nanos).isEqualTo(2_000_000_000);
    }

    @Test
    void sigmfRecordingIsPlayedFromEitherOfItsFiles() throws Exception {
        byte[] samples = random(80_000);
        Instant start = Instant.parse("2026-01-31T12:00:00Z");
        SigmfGlobal global =
                SigmfGlobal.of(SampleFormat.CF32, 250_000, SigmfAbout.of("Fieldpost", null, null, null), null, null);
        try (SigmfWriter writer = SigmfWriter.create(folder, "event", global)) {
            writer.capture(SigmfCapture.of(0, start, 101_100_000));
            writer.append(samples, 0, samples.length);
        }
        for (String ending : new String[] {".sigmf-meta", ".sigmf-data"}) {
            Receiver receiver = receiver(folder.resolve("event" + ending), "?pace=fast");
            receiver.open(setup(250_000));
            assertThat(receiver.fixedCenterHz()).isEqualTo(OptionalLong.of(101_100_000));
            assertThat(receiver.recordedAt()).contains(start);
            assertThat(played(receiver)).isEqualTo(samples);
            receiver.close();
        }
    }

    @Test
    void tuningElsewhereIsRefusedWithTheCentreThatThereIs() throws Exception {
        Receiver receiver = receiver(file("a_100M_1M.cu8", random(4_000)), "?pace=fast");
        receiver.open(setup(1_000_000));
        receiver.tune(100_100_000);

        assertThatThrownBy(() -> receiver.take(PATIENCE))
                .isInstanceOfSatisfying(
                        DriverException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CONFIGURATION))
                .hasMessageContaining("can't be tuned to 100100000 Hz, its centre is 100000000 Hz");
    }

    @Test
    void whatCantBePlayedSaysWhatToDo() throws Exception {
        Path unnamed = file("a.bin", random(100));
        assertThatThrownBy(() -> receiver(unnamed, "").open(setup(1)))
                .hasMessageContaining("recording's format is not known");
        assertThatThrownBy(() -> receiver(unnamed, "?format=cu8").open(setup(1)))
                .hasMessageContaining("sample rate is not known; add ?rate=2.4MHz or another");
        assertThatThrownBy(() -> receiver(unnamed, "?format=cu8&rate=1MHz").open(setup(2_400_000)))
                .hasMessageContaining(
                        "recording has 1000000 samples per second and not 2400000; set sample_rate to that");
        assertThatThrownBy(() -> receiver(folder.resolve("b.cu8"), "?rate=1MHz").open(setup(1)))
                .isInstanceOfSatisfying(
                        DriverException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CONFIGURATION))
                .hasMessageContaining("recording is not there");
        assertThatThrownBy(
                        () -> receiver(file("c.cu8", new byte[1]), "?rate=1MHz").open(setup(1_000_000)))
                .hasMessageContaining("recording holds no sample");
    }

    /** Twice the burst's power is known: rms −15.7 dBFS (see the recordings' own page). */
    @Test
    void realRecordingHasItsKnownPower() throws Exception {
        String recordings = System.getProperty("fieldpost.recordings", System.getenv("FIELDPOST_RECORDINGS"));
        Assumptions.assumeTrue(recordings != null, "no folder of recordings is named: wmbus_T1");
        Path path = Path.of(recordings, "wmbus_T1_868.950M_1600k.cu8");
        Assumptions.assumeTrue(Files.exists(path), "recording is not there: " + path);
        Receiver receiver = receiver(path, "?pace=fast");
        receiver.open(setup(1_600_000));
        byte[] all = played(receiver);
        double sum = 0;
        for (byte b : all) {
            double x = ((b & 0xFF) - 127.5) / 127.5;
            sum += x * x;
        }

        assertThat(all).hasSize(2_097_152);
        assertThat(10 * Math.log10(2 * sum / all.length)).isBetween(-15.9, -15.5);
    }

    private static ReceiverSetup setup(long rate) {
        return new ReceiverSetup(rate, new Gain.Automatic(), 0);
    }

    private static Receiver receiver(Path file, String query) {
        return Receivers.of((SampleAddress) ReceiverAddress.parse("file:" + file + query), "unused", System::nanoTime);
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    private static byte[] played(Receiver receiver) throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (SampleBlock block = receiver.take(PATIENCE); block != null; block = receiver.take(PATIENCE)) {
            all.write(block.iq(), 0, block.length());
            receiver.release(block);
        }
        return all.toByteArray();
    }
}
