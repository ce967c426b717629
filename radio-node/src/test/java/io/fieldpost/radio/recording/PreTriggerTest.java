package io.fieldpost.radio.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import io.fieldpost.radio.sample.SampleFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 1000 samples a second; sample n is the two bytes of n, so that what was recorded can be read off. */
class PreTriggerTest {
    private static final long RATE = 1_000;
    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    @TempDir
    Path folder;

    private final PreTrigger buffer = new PreTrigger(2 * 5_000, SampleFormat.CU8, RATE);
    private long next;
    private long dropped;

    @Test
    void recordingBeginsBeforeTheEventAndEndsAfterIt() throws IOException {
        buffer.tuned(100_000_000, 0);
        take(20_000);
        EventRecording recording = buffer.trigger(request("a", 3_000, 2_000));
        take(1_999);
        assertThat(recording.state()).isEqualTo(EventRecording.State.WRITING);
        take(101);
        take(1);
        SigmfMetadata meta = SigmfMetadata.read(recording.finish());

        assertThat(recording.cutShort()).isFalse();
        assertThat(recording.before()).isEqualTo(Duration.ofSeconds(3));
        assertRecorded("a", 17_000, 22_000);
        assertThat(meta.captures().get(0).datetime()).isEqualTo(START.plusSeconds(17));
        assertThat(meta.captures().get(0).frequencyHz()).isEqualTo(100_000_000);
        assertThat(meta.annotations().get(0)).isEqualTo(SigmfAnnotation.of(3_000, 2_000, "event", "a carrier came on"));
    }

    @Test
    void budgetThatIsTooSmallSaysHowMuchItHolds() throws IOException {
        buffer.tuned(100_000_000, 0);
        take(20_000);
        EventRecording recording = buffer.trigger(request("a", 30_000, 100));
        take(2_000);
        recording.finish();

        assertThat(recording.before()).isEqualTo(Duration.ofSeconds(5)).isEqualTo(buffer.holds());
        assertRecorded("a", 15_000, 20_100);
        assertThat(buffer.shortfall(Duration.ofSeconds(5))).isEmpty();
        assertThat(buffer.shortfall(Duration.ofSeconds(30)))
                .contains("pre-trigger buffer of 10000 bytes holds 5000 ms at 1000 samples per second and not 30000 ms;"
                        + " recordings begin later than wanted, or give it 60000 bytes");
    }

    /** The full buffer is written while it is overwritten, from any position in it. */
    @Test
    void nothingIsOverwrittenBeforeItIsWritten() throws IOException {
        buffer.tuned(100_000_000, 0);
        for (int round = 0; round < 7; round++) {
            take(4_321);
            long now = next;
            EventRecording recording = buffer.trigger(request("r" + round, 5_000, 6_000));
            take(9_000);
            recording.finish();
            assertRecorded("r" + round, Math.max(0, now - 5_000), now + 6_000);
        }
    }

    @Test
    void recordingNeverJoinsTwoTunings() throws IOException {
        buffer.tuned(100_000_000, 0);
        take(2_000);
        buffer.tuned(200_000_000, 2_300);
        take(1_000);
        EventRecording recording = buffer.trigger(request("b", 3_000, 3_000));
        take(500);
        buffer.tuned(300_000_000, 3_600);
        take(1_000);
        SigmfMetadata meta = SigmfMetadata.read(recording.finish());

        assertThat(recording.cutShort()).isTrue();
        assertThat(meta.captures()).hasSize(1);
        assertThat(meta.captures().get(0).frequencyHz()).isEqualTo(200_000_000);
        assertRecorded("b", 2_300, 3_500);
    }

    @Test
    void whatCameLastFromAFrequencyCanBeRecordedAfterTheReceiverLeftIt() throws IOException {
        buffer.tuned(100_000_000, 0);
        take(1_000);
        buffer.tuned(200_000_000, 1_000);
        take(1_000);
        EventRecording recording =
                buffer.trigger(request("c", 700, 3_000), 100_000_000).orElseThrow();
        assertThat(buffer.recording()).isTrue();
        take(500);
        recording.finish();

        assertThat(recording.cutShort()).isTrue();
        assertRecorded("c", 300, 1_000);
        assertThat(buffer.trigger(request("d", 1, 1), 300_000_000)).isEmpty();
        take(4_000);
        assertThat(buffer.trigger(request("d", 1, 1), 100_000_000)).isEmpty();
    }

    @Test
    void lossesAreToldInTheRecording() throws IOException {
        buffer.tuned(100_000_000, 0);
        take(1_000);
        dropped = 321;
        take(1_000);
        EventRecording recording = buffer.trigger(request("a", 2_000, 100));
        take(1_000);

        assertThat(SigmfMetadata.read(recording.finish()).annotations())
                .contains(SigmfAnnotation.of(0, 2_100, "loss", "321 samples were lost somewhere in this recording"));
    }

    @Test
    void oneRecordingAtATimeAndNoneBeforeTheFirstSample() throws IOException {
        assertThatThrownBy(() -> buffer.trigger(request("a", 1, 1))).hasMessageContaining("nothing has been received");
        buffer.tuned(100_000_000, 0);
        take(100);
        EventRecording first = buffer.trigger(request("a", 1, 10_000));
        assertThatThrownBy(() -> buffer.trigger(request("b", 1, 1))).hasMessage("another recording is under way");
        assertThatThrownBy(first::finish).hasMessageContaining("recording is not written but WRITING");
        buffer.endOfSamples();

        assertThat(first.cutShort()).isTrue();
        assertThat(first.finish()).exists();
    }

    @Test
    void extendedRecordingHoldsWhatCameLater() throws IOException {
        buffer.tuned(100_000_000, 0);
        take(1_000);
        EventRecording recording = buffer.trigger(request("a", 100, 500));
        take(300);
        buffer.extend(Duration.ofSeconds(1));
        take(2_000);
        recording.finish();

        assertRecorded("a", 900, 2_300);
    }

    @Test
    void nothingIsAllocatedWhileSamplesCome() {
        byte[] block = new byte[2 * 97];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        buffer.tuned(100_000_000, 0);
        for (int i = 0; i < 100; i++) {
            buffer.accept(block, block.length, 97L * i, 0, i);
        }
        long before = threads.getThreadAllocatedBytes(self);
        for (int i = 100; i < 10_100; i++) {
            buffer.accept(block, block.length, 97L * i, 0, i);
            if (i % 100 == 0) {
                buffer.tuned(100_000_000 + i, 97L * i);
            }
        }

        // What the measurement itself takes; an object a block would be 160 kB.
        assertThat(threads.getThreadAllocatedBytes(self) - before).isLessThan(10_000);
    }

    private EventRequest request(String name, long beforeMillis, long afterMillis) {
        return new EventRequest(
                folder,
                name,
                SigmfGlobal.of(SampleFormat.CU8, RATE, SigmfAbout.of("Fieldpost", null, null, null), null, null),
                SigmfCapture.of(0, START, 0),
                Duration.ofMillis(beforeMillis),
                Duration.ofMillis(afterMillis),
                "event",
                "a carrier came on");
    }

    /** Blocks of 97 samples and a rest. */
    private void take(int samples) {
        for (int left = samples; left > 0; ) {
            int count = Math.min(97, left);
            byte[] block = new byte[2 * count];
            for (int i = 0; i < count; i++) {
                block[2 * i] = (byte) (next + i);
                block[2 * i + 1] = (byte) (next + i >> 8);
            }
            long arrived = START.getEpochSecond() * 1_000_000_000 + (next + count) * 1_000_000;
            buffer.accept(block, block.length, next, dropped, arrived);
            next += count;
            left -= count;
        }
    }

    private void assertRecorded(String name, long from, long to) throws IOException {
        byte[] data = Files.readAllBytes(folder.resolve(name + ".sigmf-data"));
        assertThat(data.length / 2).as("samples of " + name).isEqualTo((int) (to - from));
        for (int i = 0; i < to - from; i++) {
            int value = data[2 * i] & 0xFF | (data[2 * i + 1] & 0xFF) << 8;
            if (value != (int) (from + i & 0xFFFF)) {
                fail("sample " + i + " of " + name + " is " + value + " and not " + (from + i & 0xFFFF));
            }
        }
    }
}
