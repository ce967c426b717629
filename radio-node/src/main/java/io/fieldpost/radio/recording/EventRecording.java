package io.fieldpost.radio.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A recording of an event on its way to the card. {@link PreTrigger} writes its samples; when {@link #state} says that they are all
 * there, {@link #finish} makes it whole, on a thread that may wait for the card.
 */
public final class EventRecording {
    /** How far it is. */
    public enum State {
        /** Samples are still coming. */
        WRITING,
        /** All samples are in its data; {@link #finish} is next. */
        WRITTEN,
        /** Its card refused it: nothing of it is kept. */
        FAILED
    }

    private final SigmfWriter writer;
    private final Duration before;
    private final long eventSample;
    private final String label;
    private final String comment;
    private volatile State state = State.WRITING;
    private volatile boolean cutShort;
    private volatile @Nullable IOException failure;
    private long lost;

    EventRecording(SigmfWriter writer, Duration before, long eventSample, EventRequest request) {
        this.writer = writer;
        this.before = before;
        this.eventSample = eventSample;
        label = request.label();
        comment = request.comment();
    }

    /** How far it is. Any thread. */
    public State state() {
        return state;
    }

    /** How much it holds of what was before the event, which is less than was asked for where the buffer held less. Any thread. */
    public Duration before() {
        return before;
    }

    /** Whether it ends early, because the receiver was tuned elsewhere. Any thread. */
    public boolean cutShort() {
        return cutShort;
    }

    /** Why it failed; null while it did not. Any thread. */
    public @Nullable IOException failure() {
        return failure;
    }

    /**
     * Writes the metadata and forces both to the card; once, when it is {@link State#WRITTEN}.
     *
     * @return the metadata's path
     */
    public Path finish() throws IOException {
        if (state != State.WRITTEN) {
            throw new IllegalStateException("recording is not written but " + state + ": " + writer.meta());
        }
        long after = Math.max(0, writer.samples() - eventSample);
        writer.annotate(SigmfAnnotation.of(eventSample, after, label, comment));
        if (lost > 0) {
            writer.annotate(SigmfAnnotation.of(
                    0, writer.samples(), "loss", lost + " samples were lost somewhere in this recording"));
        }
        writer.close();
        return writer.meta();
    }

    void append(byte[] samples, int from, int length) {
        if (state == State.FAILED) {
            return;
        }
        try {
            writer.append(samples, from, length);
        } catch (IOException e) {
            fail(e);
        }
    }

    private void fail(IOException cause) {
        failure = cause;
        try {
            writer.discard();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        state = State.FAILED;
    }

    void cut() {
        cutShort = true;
    }

    void written(long lostSamples) {
        if (state == State.WRITING) {
            lost = lostSamples;
            state = State.WRITTEN;
        }
    }
}
