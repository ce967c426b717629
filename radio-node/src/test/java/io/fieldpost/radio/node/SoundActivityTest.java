package io.fieldpost.radio.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Value;
import io.fieldpost.radio.receiver.Eb200Address;
import io.fieldpost.radio.receiver.eb200.AudioBlock;
import io.fieldpost.radio.receiver.eb200.Demodulation;
import io.fieldpost.radio.receiver.eb200.Eb200Listener;
import io.fieldpost.radio.receiver.eb200.Eb200Receiver;
import io.fieldpost.radio.receiver.eb200.PanoramaSettings;
import io.fieldpost.radio.receiver.eb200.PanoramaSettings.IfPanorama;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of blocks of sound, one after the other. */
class SoundActivityTest {
    private static final long SECOND = 1_000_000_000L;
    private static final IfPanorama TASK = new IfPanorama(98_100_000, 1_000_000, 250_000, Demodulation.FM);
    /** When the receiver's clock begins here. */
    private static final long START = 1_700_000_000L * SECOND;

    @TempDir
    private Path folder;

    private final Eb200Receiver receiver = new Eb200Receiver(
            new Eb200Address("127.0.0.1", 5555),
            PanoramaSettings.of(TASK),
            Eb200Listener.NONE,
            "eb200",
            InstantSource.system());
    private final List<String> told = new ArrayList<>();
    private SoundFile file;
    private final SoundActivity activity = new SoundActivity(
            "ear",
            new PanoramaPort(receiver, new ArrayDeque<>(), null, null, TASK, task -> Duration.ZERO, () -> 0),
            TASK,
            Duration.ofSeconds(2),
            new SoundActivity.Store() {
                @Override
                public SoundFile begin(AudioBlock first) throws IOException {
                    file = SoundFile.create(folder.resolve("sound.wav"), first, 2);
                    return file;
                }

                @Override
                public void complete(SoundFile sound, String remark) {
                    told.add("complete " + remark);
                }

                @Override
                public void failed(String why) {
                    told.add("failed " + why);
                }
            });

    @AfterEach
    void close() throws IOException {
        receiver.close();
        if (file != null) {
            file.close();
        }
    }

    @Test
    void withoutSoundItIsGivenUpFiveSecondsAfterItsLength() {
        activity.begin(0, 0);
        assertThat(activity.step(new Reception.Nothing(), 7 * SECOND)).isFalse();
        assertThat(activity.step(new Reception.Nothing(), 7 * SECOND + 1)).isTrue();
        assertThat(told)
                .containsExactly(
                        "failed the receiver sent no sound of 98100000 Hz for 7 s; check that it has sound over the"
                                + " network");
    }

    @Test
    void timeInWhichAnotherHasTheReceiverDoesNotCount() {
        activity.begin(0, 0);
        activity.suspend(SECOND);
        activity.resume(100 * SECOND);
        assertThat(activity.step(new Reception.Nothing(), 106 * SECOND)).isFalse();
        assertThat(activity.step(new Reception.Nothing(), 106 * SECOND + 1)).isTrue();
    }

    /** A hole of so long without an interruption would be a clock that was set. */
    @Test
    void timeInWhichAnotherHadTheReceiverIsSilence() throws IOException {
        activity.begin(0, 0);
        activity.step(sound(98_100_000, START, false), 0);
        activity.suspend(SECOND);
        activity.resume(100 * SECOND);
        assertThat(activity.step(sound(98_100_000, START + 100 * SECOND, false), 101 * SECOND))
                .isTrue();
        assertThat(fields()).containsEntry("silent_samples", new Value.Int(8_000));
    }

    @Test
    void soundThatEndsEarlyIsKept() throws IOException {
        activity.begin(0, 0);
        assertThat(activity.step(sound(98_100_000, START, false), 0)).isFalse();
        assertThat(activity.step(new Reception.Nothing(), 8 * SECOND)).isTrue();
        assertThat(told).containsExactly("complete the receiver sent no more sound");
        file.close();
        // A second of 8 kHz, two channels of 16 bits.
        assertThat(Files.size(file.path())).isEqualTo(44 + 4 * 8_000);
    }

    @Test
    void soundOfTheFrequencyBeforeIsNotRecorded() {
        activity.begin(0, 0);
        assertThat(activity.step(sound(99_000_000, START, false), 0)).isFalse();
        assertThat(file).isNull();
    }

    @Test
    void eightBitsOfTwoChannelsAreWhatTheyWere() throws IOException {
        activity.begin(0, 0);
        activity.step(sound(98_100_000, START, false), 0);
        assertThat(activity.step(sound(98_100_000, START + SECOND, false), SECOND))
                .isTrue();
        assertThat(told).containsExactly("complete ");
        file.close();
        byte[] bytes = Files.readAllBytes(file.path());
        // 192 of 0 to 255 with 128 for silence is a half of full scale, 16,383.5, rounded up.
        assertThat(Arrays.copyOfRange(bytes, 44, 48)).containsExactly(0, 0x40, 0, 0);
    }

    @Test
    void holeOfUnknownReasonIsFilledUpToASecondAndAClockThatWasSetIsNone() throws IOException {
        activity.begin(0, 0);
        activity.step(sound(98_100_000, START, false), 0);
        assertThat(activity.step(sound(98_100_000, START + 100 * SECOND, false), SECOND))
                .isTrue();
        assertThat(fields()).containsEntry("silent_samples", new Value.Int(0)).containsEntry("holes", new Value.Int(0));

        Files.delete(file.path());
        activity.begin(0, 0);
        activity.step(sound(98_100_000, START, false), 0);
        activity.step(sound(98_100_000, START + SECOND + SECOND * 3 / 4, false), SECOND);
        assertThat(fields())
                .containsEntry("silent_samples", new Value.Int(6_000))
                .containsEntry("holes", new Value.Int(1));
    }

    @Test
    void lossThatIsLongerThanTheRestIsSilenceToTheEnd() throws IOException {
        activity.begin(0, 0);
        activity.step(sound(98_100_000, START, false), 0);
        assertThat(activity.step(sound(98_100_000, START + 100 * SECOND, true), SECOND))
                .isTrue();
        assertThat(fields())
                .containsEntry("silent_samples", new Value.Int(8_000))
                .containsEntry("samples", new Value.Int(16_000));
    }

    private Map<String, Value> fields() {
        return file.addTo(new Fields()).record().fields();
    }

    /** A second of it in 8 bits and two channels, the second one silent. */
    private static Reception.Sound sound(long frequencyHz, long nanos, boolean afterLoss) {
        byte[] pcm = new byte[16_000];
        for (int i = 0; i < pcm.length; i += 2) {
            pcm[i] = (byte) 192;
            pcm[i + 1] = (byte) 128;
        }
        return new Reception.Sound(new AudioBlock(8_000, 2, 8, pcm, frequencyHz, "FM", nanos, afterLoss));
    }
}
