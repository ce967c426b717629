package io.fieldpost.radio.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.radio.sample.SampleFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Random;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WavTest {
    @TempDir
    Path folder;

    @Test
    void audioIsReadBackByAReaderThatIsNotOurs() throws Exception {
        Path file = folder.resolve("a.wav");
        try (WavWriter writer = WavWriter.create(file, 48_000, 1)) {
            assertThat(writer.append(new float[] {9, 0, 0.5f, -1, 2, Float.NaN, 9}, 1, 5))
                    .isTrue();
        }
        try (AudioInputStream in =
                AudioSystem.getAudioInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            AudioFormat format = in.getFormat();

            assertThat(in.getFrameLength()).isEqualTo(5);
            assertThat(format.getSampleRate()).isEqualTo(48_000f);
            assertThat(format.getChannels()).isEqualTo(1);
            assertThat(format.isBigEndian()).isFalse();
            ByteBuffer values = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            assertThat(new int[] {
                        values.getShort(), values.getShort(), values.getShort(), values.getShort(), values.getShort()
                    })
                    // 0.5 is 16383.5, which is rounded up.
                    .containsExactly(0, 16_384, -32_767, 32_767, 0);
        }
    }

    @Test
    void fileWhoseWriterWasKilledIsReadToItsEnd() throws Exception {
        Path file = folder.resolve("a.wav");
        WavWriter writer = WavWriter.create(file, 8_000, 2);
        writer.append(new float[2_000], 0, 2_000);
        writer.flush();
        // Nothing is closed, as after a kill.
        RecordedSamples samples = RecordedSamples.of(file, RecordedSamples.Hints.NONE);
        writer.close();
        RecordedSamples closed = RecordedSamples.of(file, RecordedSamples.Hints.NONE);

        assertThat(samples.samples()).isEqualTo(1_000);
        assertThat(closed).isEqualTo(samples);
        assertThat(writer.values()).isEqualTo(2_000);
    }

    @Test
    void chunksMayStandInAnyOrderAndSdrProgramsSayWhereTheyWereTuned() throws IOException {
        byte[] auxi = ByteBuffer.allocate(64)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 2026)
                .putShort((short) 1)
                .putShort((short) 6)
                .putShort((short) 31)
                .putShort((short) 12)
                .putShort((short) 30)
                .putShort((short) 5)
                .putShort((short) 250)
                .putLong(0)
                .putLong(0)
                .putInt((int) 3_573_000_000L)
                .array();
        Path file = folder.resolve("a.wav");
        // The odd chunk is padded to an even length.
        Files.write(
                file, wav(chunk("LIST", new byte[5]), chunk("data", new byte[40]), chunk("auxi", auxi), format(2, 16)));
        RecordedSamples samples = RecordedSamples.of(file, RecordedSamples.Hints.NONE);

        assertThat(samples.format()).isEqualTo(SampleFormat.CS16);
        assertThat(samples.sampleRateHz()).isEqualTo(96_000);
        assertThat(samples.centerHz()).isEqualTo(OptionalLong.of(3_573_000_000L));
        assertThat(samples.start()).contains(Instant.parse("2026-01-31T12:30:05.250Z"));
        assertThat(samples.firstByte()).isEqualTo(12 + 8 + 6 + 8);
        assertThat(samples.samples()).isEqualTo(10);
    }

    @Test
    void wavWithoutIAndQIsRefused() throws IOException {
        Path file = folder.resolve("a.wav");
        Files.write(file, wav(format(1, 16), chunk("data", new byte[40])));
        assertThatThrownBy(() -> RecordedSamples.of(file, RecordedSamples.Hints.NONE))
                .hasMessageStartingWith(
                        "wav file holds no I and Q that can be played: 1 channels of 16 bits, encoding 1");
        Files.write(file, wav(format(2, 16)));
        assertThatThrownBy(() -> RecordedSamples.of(file, RecordedSamples.Hints.NONE))
                .hasMessageStartingWith("wav file has no data chunk");
        Files.write(file, "RIFX".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> RecordedSamples.of(file, RecordedSamples.Hints.NONE))
                .hasMessageStartingWith("wav file ends within the 12 bytes at byte 0");
    }

    @ParameterizedTest
    @CsvSource({
        "jradio_orbicraft-z.wav, 48000, 2.09",
        "jradio_aausat-4-with-offset-2.wav, 12800, 1.33",
        "jradio_stereo.wav, 100000, 0.13"
    })
    void recordedWavsHaveTheirKnownRateAndLength(String name, long rate, double seconds) throws IOException {
        String recordings = System.getProperty("fieldpost.recordings", System.getenv("FIELDPOST_RECORDINGS"));
        Assumptions.assumeTrue(recordings != null, "no folder of recordings is named: " + name);
        Path file = Path.of(recordings, name);
        Assumptions.assumeTrue(Files.exists(file), "recording is not there: " + file);
        RecordedSamples samples = RecordedSamples.of(file, RecordedSamples.Hints.NONE);

        assertThat(samples.sampleRateHz()).isEqualTo(rate);
        assertThat(samples.seconds()).isCloseTo(seconds, org.assertj.core.api.Assertions.within(0.01));
        assertThat(samples.centerHz()).isEmpty();
    }

    @Test
    void fuzzedWavIsReadOrRefusedAndNothingElse() throws IOException {
        int tries = 4 * Integer.getInteger("fieldpost.tries", 100);
        Random random = new Random(13);
        byte[] right = wav(
                chunk("ds64", new byte[28]), format(2, 16), chunk("auxi", new byte[64]), chunk("data", new byte[64]));
        Path file = folder.resolve("fuzzed.wav");
        int read = 0;
        for (int i = 0; i < tries; i++) {
            byte[] bytes = right.clone();
            for (int changes = 1 + random.nextInt(6); changes > 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Files.write(file, i % 5 == 0 ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes);
            try {
                RecordedSamples samples = RecordedSamples.of(file, RecordedSamples.Hints.NONE);
                read++;
                assertThat(samples.firstByte()
                                + samples.samples() * samples.format().bytesPerSample())
                        .isLessThanOrEqualTo(Files.size(file));
            } catch (RecordingException e) {
                assertThat(e.getMessage()).contains("wav");
            }
        }

        assertThat(read).isGreaterThan(tries / 10);
    }

    private static byte[] format(int channels, int bits) {
        return chunk(
                "fmt ",
                ByteBuffer.allocate(16)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putShort((short) 1)
                        .putShort((short) channels)
                        .putInt(96_000)
                        .putInt(96_000 * channels * bits / 8)
                        .putShort((short) (channels * bits / 8))
                        .putShort((short) bits)
                        .array());
    }

    private static byte[] chunk(String name, byte[] content) {
        return ByteBuffer.allocate(8 + content.length + content.length % 2)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .putInt(content.length)
                .put(content)
                .array();
    }

    private static byte[] wav(byte[]... chunks) {
        int size = 4;
        for (byte[] chunk : chunks) {
            size += chunk.length;
        }
        ByteBuffer file = ByteBuffer.allocate(8 + size).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(size);
        file.put("WAVE".getBytes(StandardCharsets.US_ASCII));
        for (byte[] chunk : chunks) {
            file.put(chunk);
        }
        return file.array();
    }
}
