package io.fieldpost.radio.node;

import io.fieldpost.radio.mission.Activity;
import io.fieldpost.radio.receiver.eb200.AudioBlock;
import io.fieldpost.radio.receiver.eb200.PanoramaSettings.IfPanorama;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Records the sound that a receiver demodulates by itself, for a time. A recording that was interrupted goes on in the same file, with silence
 * in between. One that gets no sound for {@value #GRACE_SECONDS} s more than it is long is given up.
 */
final class SoundActivity implements Activity<Reception> {
    /** Begins files, and takes them when they are whole. */
    interface Store {
        /** A new file for sound like this, which is not yet in it. */
        SoundFile begin(AudioBlock first) throws IOException;

        /** All that will come is in it; it is not closed, which waits for the card. */
        void complete(SoundFile sound, String remark);

        /** There is no file. */
        void failed(String why);
    }

    static final int GRACE_SECONDS = 5;

    private final String mission;
    private final PanoramaPort port;
    private final IfPanorama task;
    private final Duration patience;
    private final Store store;
    private @Nullable SoundFile file;
    private boolean interrupted;
    private long leftNanos;
    private long sinceNanos;

    /** @param task with sound */
    SoundActivity(String mission, PanoramaPort port, IfPanorama task, Duration length, Store store) {
        this.mission = mission;
        this.port = port;
        this.task = task;
        this.store = store;
        patience = length.plusSeconds(GRACE_SECONDS);
    }

    @Override
    public void begin(long nowNanos, long skippedStarts) {
        leftNanos = patience.toNanos();
        resume(nowNanos);
        interrupted = false;
    }

    @Override
    public void suspend(long nowNanos) {
        leftNanos -= nowNanos - sinceNanos;
    }

    @Override
    public void resume(long nowNanos) {
        sinceNanos = nowNanos;
        interrupted = true;
        port.want(mission, task);
    }

    @Override
    public boolean step(Reception reception, long nowNanos) {
        try {
            if (reception instanceof Reception.Sound sound && sound.block().frequencyHz() == task.centerHz()) {
                return append(sound.block());
            }
        } catch (IOException e) {
            store.failed("not recorded, " + e.getMessage());
            discard(e);
            return true;
        }
        return nowNanos - sinceNanos > leftNanos && giveUp();
    }

    private boolean append(AudioBlock block) throws IOException {
        SoundFile writing = file;
        if (writing == null) {
            writing = store.begin(block);
            file = writing;
        }
        writing.append(block, interrupted);
        interrupted = false;
        if (!writing.complete()) {
            return false;
        }
        file = null;
        store.complete(writing, writing.remark());
        return true;
    }

    private boolean giveUp() {
        SoundFile writing = file;
        file = null;
        if (writing == null) {
            store.failed("the receiver sent no sound of " + task.centerHz() + " Hz for " + patience.toSeconds()
                    + " s; check that it has sound over the network");
        } else {
            store.complete(writing, "the receiver sent no more sound");
        }
        return true;
    }

    /** A recording that is ended early is kept. */
    @Override
    public void end() {
        SoundFile writing = file;
        file = null;
        if (writing != null) {
            store.complete(writing, "ended early");
        }
    }

    private void discard(IOException cause) {
        SoundFile writing = file;
        file = null;
        try {
            if (writing != null) {
                writing.discard();
            }
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
