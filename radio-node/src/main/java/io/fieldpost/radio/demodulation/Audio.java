package io.fieldpost.radio.demodulation;

/** What turns the samples of one channel into sound: a stream of numbers, mostly within ±1, at {@value #RATE_HZ} Hz. */
public interface Audio {
    /** Samples per second that come out. */
    int RATE_HZ = 48_000;

    /** The most that {@link #accept} may give for so many samples. */
    int room(int samples);

    /**
     * Takes samples of the channel and gives sound.
     *
     * @param audio where it goes, from 0 on; at least {@link #room} elements
     * @return how many
     */
    int accept(float[] re, float[] im, int from, int count, float[] audio);
}
