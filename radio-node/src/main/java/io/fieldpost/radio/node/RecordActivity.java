package io.fieldpost.radio.node;

import io.fieldpost.radio.mission.Activity;
import io.fieldpost.radio.receiver.SampleBlock;
import io.fieldpost.radio.recording.SigmfCapture;
import io.fieldpost.radio.recording.SigmfWriter;
import java.io.IOException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Records what the receiver gives at one tuning, for a time, as SigMF. A recording that was interrupted goes on in the same file as another
 * capture, with its own time: a hole is never hidden.
 */
final class RecordActivity implements Activity<SampleBlock> {
    /** Begins recordings, and takes them when all samples are in. */
    interface Store {
        /** A new recording of samples like these. */
        SigmfWriter begin(SampleBlock first) throws IOException;

        /** All of its samples are written; it is not closed, which waits for the card. */
        void complete(SigmfWriter recording);

        /** It could not be written; what was, is discarded. */
        void failed(IOException cause);
    }

    private final ReceiverPort port;
    private final long centerHz;
    private final long samples;
    private final Store store;
    private final InstantSource clock;
    private @Nullable SigmfWriter writer;
    private long goodFrom;
    private long expected;
    private boolean newCapture;

    /** @param samples how many make a recording */
    RecordActivity(ReceiverPort port, long centerHz, long samples, Store store, InstantSource clock) {
        this.port = port;
        this.centerHz = centerHz;
        this.samples = samples;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public void begin(long nowNanos, long skippedStarts) {
        resume(nowNanos);
    }

    @Override
    public void suspend(long nowNanos) {
        // What is written stays; the next capture says when it begins.
    }

    @Override
    public void resume(long nowNanos) {
        goodFrom = port.tune(centerHz) + port.settleSamples();
        newCapture = true;
    }

    /** Index of the first sample that is good since the last tuning. */
    long goodFrom() {
        return goodFrom;
    }

    @Override
    public boolean step(SampleBlock block, long nowNanos) {
        int bytes = block.format().bytesPerSample();
        int from = (int) Math.max(0, Math.min(block.length(), (goodFrom - block.firstSample()) * bytes));
        if (from == block.length()) {
            return false;
        }
        try {
            return append(block, from);
        } catch (IOException e) {
            store.failed(e);
            discard(e);
            return true;
        }
    }

    private boolean append(SampleBlock block, int from) throws IOException {
        SigmfWriter writing = writer;
        if (writing == null) {
            writing = store.begin(block);
            writer = writing;
        }
        int bytes = block.format().bytesPerSample();
        long first = block.firstSample() + from / bytes;
        if (newCapture || first != expected) {
            long sinceFirst = (block.length() - from) / bytes;
            writing.capture(SigmfCapture.of(
                    writing.samples(),
                    clock.instant().minusNanos((long) (sinceFirst * 1e9 / port.sampleRateHz())),
                    centerHz));
            newCapture = false;
        }
        int length = (int) Math.min(block.length() - from, (samples - writing.samples()) * bytes);
        writing.append(block.iq(), from, length);
        expected = first + length / bytes;
        if (writing.samples() < samples) {
            return false;
        }
        writer = null;
        store.complete(writing);
        return true;
    }

    /** A recording that is ended early is kept. */
    @Override
    public void end() {
        SigmfWriter writing = writer;
        writer = null;
        if (writing != null) {
            store.complete(writing);
        }
    }

    private void discard(IOException cause) {
        SigmfWriter writing = writer;
        writer = null;
        try {
            if (writing != null) {
                writing.discard();
            }
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
