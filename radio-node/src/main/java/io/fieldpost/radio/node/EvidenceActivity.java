package io.fieldpost.radio.node;

import io.fieldpost.radio.mission.Activity;
import io.fieldpost.radio.receiver.SampleBlock;
import io.fieldpost.radio.recording.WavWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Records an emission, and what is heard of it at the same time. */
final class EvidenceActivity implements Activity<SampleBlock> {
    /** Takes the sound. */
    interface SoundStore {
        /** A new file for sound. */
        WavWriter begin() throws IOException;

        /** All of it is written; it is not closed. */
        void complete(WavWriter sound);

        /** It could not be written. */
        void failed(IOException cause);
    }

    private final RecordActivity recording;
    private final @Nullable ChannelTap tap;
    private final Sound.@Nullable Channel sound;
    private final SoundStore store;
    private @Nullable WavWriter writer;
    private float[] audio = new float[0];
    private boolean silent;

    /**
     * @param tap takes the emission out of what is recorded; null when it can't be heard
     * @param sound how it is heard; null when it can't be
     */
    EvidenceActivity(
            RecordActivity recording, @Nullable ChannelTap tap, Sound.@Nullable Channel sound, SoundStore store) {
        this.recording = recording;
        this.tap = tap;
        this.sound = sound;
        this.store = store;
    }

    @Override
    public void begin(long nowNanos, long skippedStarts) {
        resume(nowNanos);
    }

    @Override
    public void suspend(long nowNanos) {
        recording.suspend(nowNanos);
    }

    @Override
    public void resume(long nowNanos) {
        recording.resume(nowNanos);
        if (tap != null) {
            tap.tunedAlready(recording.goodFrom());
        }
    }

    @Override
    public boolean step(SampleBlock block, long nowNanos) {
        if (tap != null && sound != null && !silent) {
            tap.step(block, this::hear);
        }
        boolean done = recording.step(block, nowNanos);
        if (done) {
            endSound();
        }
        return done;
    }

    private boolean hear(float[] re, float[] im, int count) {
        try {
            WavWriter writing = writer;
            if (writing == null) {
                writing = store.begin();
                writer = writing;
            }
            if (sound != null) {
                int room = sound.audio().room(count);
                audio = audio.length < room ? new float[room] : audio;
                writing.append(audio, 0, sound.audio().accept(re, im, 0, count, audio));
            }
        } catch (IOException e) {
            silent = true;
            store.failed(e);
        }
        return false;
    }

    private void endSound() {
        WavWriter writing = writer;
        writer = null;
        if (writing != null) {
            store.complete(writing);
        }
    }

    @Override
    public void end() {
        recording.end();
        endSound();
    }
}
