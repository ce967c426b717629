package io.fieldpost.radio.demodulation;

/**
 * Sound of an AM transmission, speech up to 4 kHz: ±1 is a modulation of 100 %, whatever the carrier's level ({@link AmDemodulator}).
 * Allocates nothing once its arrays have the size of the largest piece.
 */
public final class AmAudio implements Audio {
    private final AmDemodulator demodulator;
    private final Resampler resampler;
    private float[] modulation = new float[0];

    /**
     * @param rateHz of the channel's samples, whole Hz, at least 12,000
     */
    public AmAudio(long rateHz) {
        demodulator = new AmDemodulator(rateHz);
        resampler = new Resampler(rateHz, RATE_HZ, 4_000, 6_000);
    }

    @Override
    public int room(int samples) {
        return resampler.room(samples);
    }

    @Override
    public int accept(float[] re, float[] im, int from, int count, float[] audio) {
        if (modulation.length < count) {
            modulation = new float[count];
        }
        demodulator.accept(re, im, from, count, modulation);
        return resampler.accept(modulation, 0, count, audio);
    }
}
