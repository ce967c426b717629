package io.fieldpost.radio.demodulation;

/**
 * Sound of a narrow FM transmission, speech up to 3.4 kHz: ±1 is a deviation of 5 kHz, the largest in channels of 25 kHz (ETSI EN 300
 * 086). Allocates nothing once its arrays have the size of the largest piece.
 */
public final class FmSpeechAudio implements Audio {
    private static final float DEVIATION_HZ = 5_000;

    private final FmDemodulator demodulator;
    private final Resampler resampler;
    private float[] baseband = new float[0];

    /**
     * @param rateHz of the channel's samples, whole Hz, at least 25,000
     */
    public FmSpeechAudio(long rateHz) {
        demodulator = new FmDemodulator(rateHz);
        resampler = new Resampler(rateHz, RATE_HZ, 3_400, 5_500);
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
        int given = resampler.accept(baseband, 0, count, audio);
        for (int i = 0; i < given; i++) {
            audio[i] *= 1 / DEVIATION_HZ;
        }
        return given;
    }
}
