package io.fieldpost.radio.demodulation;

/**
 * Mono sound of an FM broadcast: de-emphasis of 50 µs and a low-pass of 15 kHz that keeps the pilot at 19 kHz out (ITU-R BS.450-4). ±1 is a
 * deviation of 75 kHz. Allocates nothing once its arrays have the size of the largest piece.
 */
public final class FmBroadcastAudio implements Audio {
    private static final double DEEMPHASIS_SECONDS = 50e-6;
    private static final float DEVIATION_HZ = 75_000;

    private final FmDemodulator demodulator;
    private final Deemphasis deemphasis;
    private final Resampler resampler;
    private float[] baseband = new float[0];

    /**
     * @param rateHz of the channel's samples, whole Hz, at least 150,000
     */
    public FmBroadcastAudio(long rateHz) {
        demodulator = new FmDemodulator(rateHz);
        deemphasis = new Deemphasis(DEEMPHASIS_SECONDS, rateHz);
        resampler = new Resampler(rateHz, RATE_HZ, 15_000, 19_000);
    }

    @Override
    public int room(int samples) {
        return resampler.room(samples);
    }

    @Override
    public int accept(float[] re, float[] im, int from, int count, float[] audio) {
        if (baseband.length < count) {
            baseband = new float[count];
        }
        demodulator.accept(re, im, from, count, baseband);
        deemphasis.accept(baseband, count);
        int given = resampler.accept(baseband, 0, count, audio);
        for (int i = 0; i < given; i++) {
            audio[i] *= 1 / DEVIATION_HZ;
        }
        return given;
    }
}
