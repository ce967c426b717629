package io.fieldpost.radio.simulation;

import io.fieldpost.radio.receiver.Blocks;
import io.fieldpost.radio.receiver.Gain;
import io.fieldpost.radio.receiver.Receiver;
import io.fieldpost.radio.receiver.ReceiverCounters;
import io.fieldpost.radio.receiver.ReceiverSetup;
import io.fieldpost.radio.receiver.SampleBlock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A receiver without a socket, whose time is the time of its samples: as fast as it is read, and the same each time. */
public class PlayedReceiver implements Receiver {
    private static final int BLOCK_SAMPLES = 8_192;

    private record Key(SignalSource source, long centerHz, double gainDb) {}

    private final long sampleRateHz;
    private final Map<Key, byte[]> loops = new HashMap<>();
    private SignalSource source;
    private double gainDb;
    private long centerHz = 100_000_000;
    private long tunedHz = centerHz;
    private long tunedFrom;
    private long delaySamples;
    private long samples;
    private long dropped;
    private Duration lossNotice = Duration.ZERO;

    public PlayedReceiver(SignalSource source, long sampleRateHz, double gainDb) {
        this.source = source;
        this.sampleRateHz = sampleRateHz;
        this.gainDb = gainDb;
    }

    /** What is on the air from now on. */
    public void onAir(SignalSource now) {
        source = now;
    }

    /** Lets tunings take effect so much later, at the block after that. */
    public void delayTunings(long samplesLater) {
        delaySamples = samplesLater;
    }

    /** Says from now on that samples were lost, as one does that tells it so much later at most. */
    public void tellLoss(long lost, Duration notice) {
        dropped += lost;
        lossNotice = notice;
    }

    /** Nanoseconds of signal so far. */
    public long nanos() {
        return (long) (samples * 1e9 / sampleRateHz);
    }

    @Override
    public String open(ReceiverSetup setup) {
        gain(setup.gain());
        return "played";
    }

    @Override
    public long tune(long hertz) {
        tunedHz = hertz;
        tunedFrom = samples + delaySamples;
        return samples;
    }

    @Override
    public void gain(Gain gain) {
        gainDb = gain instanceof Gain.Fixed fixed ? fixed.db() : gainDb;
    }

    @Override
    public SampleBlock take(Duration patience) {
        centerHz = samples >= tunedFrom ? tunedHz : centerHz;
        byte[] loop = loops.computeIfAbsent(
                new Key(source, centerHz, gainDb), key -> key.source.loop(centerHz, sampleRateHz, gainDb));
        byte[] iq = new byte[2 * BLOCK_SAMPLES];
        for (int i = 0; i < iq.length; i++) {
            iq[i] = loop[(int) ((2 * samples + i) % loop.length)];
        }
        SampleBlock block = Blocks.of(iq, samples);
        samples += BLOCK_SAMPLES;
        return block;
    }

    @Override
    public void release(SampleBlock block) {
        // Each is new.
    }

    @Override
    public ReceiverCounters counters() {
        return new ReceiverCounters(samples, dropped);
    }

    @Override
    public Duration lossNotice() {
        return lossNotice;
    }

    @Override
    public void close() {
        // Nothing to free.
    }
}
