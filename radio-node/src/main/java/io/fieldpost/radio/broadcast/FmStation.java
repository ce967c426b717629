package io.fieldpost.radio.broadcast;

import io.fieldpost.radio.demodulation.FmDemodulator;

/**
 * Listens to one FM broadcast and says who it is. Takes the samples of its channel, filtered to about ±100 kHz ({@link
 * io.fieldpost.radio.demodulation.DownConverter}), as a stream. One thread; allocates nothing per sample.
 */
public final class FmStation {
    private static final int PIECE = 4_096;
    private static final double OFFSET_SECONDS = 1;

    private final double rateHz;
    private final FmDemodulator demodulator;
    private final RdsDemodulator demodulation;
    private final BlockCount blocks = new BlockCount();
    private final RdsDecoder decoder = new RdsDecoder();
    private final BlockSync sync = new BlockSync(group -> decoder.accept(group, seconds()), blocks);
    private final float[] baseband = new float[PIECE];
    private long samples;
    private double offsetHz;

    /**
     * @param rateHz samples per second of the channel: at least 160,000; 200,000 to 256,000 is usual
     */
    public FmStation(double rateHz) {
        if (!(rateHz >= 160_000)) {
            throw new IllegalArgumentException(
                    "an FM broadcast needs at least 160000 samples/s, up to 60 kHz are in its baseband: " + rateHz);
        }
        this.rateHz = rateHz;
        demodulator = new FmDemodulator(rateHz);
        demodulation = new RdsDemodulator(rateHz, sync::accept);
    }

    /** Listens to more. */
    public void accept(float[] re, float[] im, int from, int count) {
        for (int done = 0; done < count; done += PIECE) {
            int n = Math.min(PIECE, count - done);
            demodulator.accept(re, im, from + done, n, baseband);
            samples += n;
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += baseband[i];
            }
            double weight = Math.max(n / (OFFSET_SECONDS * rateHz), (double) n / samples);
            offsetHz += (sum / n - offsetHz) * Math.min(1, weight);
            demodulation.accept(baseband, n);
        }
    }

    /** How long it has listened. */
    public double seconds() {
        return samples / rateHz;
    }

    /** What it knows now. */
    public StationReading reading() {
        return new StationReading(
                seconds(), offsetHz, demodulation.pilot(), decoder.reading(sync.synchronised(), blocks));
    }
}
