package io.fieldpost.radio.spectrum;

/**
 * Welch's averaged periodogram of 8-bit I/Q, without overlap (P. D. Welch, "The use of fast Fourier transform for the estimation of
 * power spectra", IEEE Trans. AU-15, 1967).
 *
 * <p>Samples are (b − 127.5) / 127.5, so both rails of the converter are ±1, and 0 dBFS is a complex tone of amplitude 1: the largest
 * that does not clip. Two scales come out of one sum:
 * <ul>
 *   <li>{@link #tonePower}: |X|² / (Σw)². A full-scale tone in the middle of bin k reads 1 there. Noise reads too high by the window's
 *       equivalent noise bandwidth in bins.
 *   <li>{@link #binPower}: |X|² / (N Σw²), the power that the bin stands for. Its sum over all bins is the mean power of the signal
 *       (Parseval), so sums over bins are channel powers, for tones and noise alike. It is {@link #tonePower} divided by
 *       {@link Window#enbwBins}.
 * </ul>
 * One thread; allocates nothing after construction.
 */
public final class Periodogram {
    private static final float[] SAMPLE = new float[256];

    static {
        for (int b = 0; b < SAMPLE.length; b++) {
            SAMPLE[b] = (b - 127.5f) / 127.5f;
        }
    }

    private final Fft fft;
    private final float[] window;
    private final double toneScale;
    private final double binScale;
    private final float[] re;
    private final float[] im;
    private final Averager averager;
    private int filled;
    private long clipped;

    public Periodogram(int size, Window shape) {
        fft = new Fft(size);
        window = shape.coefficients(size);
        re = new float[size];
        im = new float[size];
        averager = new Averager(size);
        double sum = 0;
        double squares = 0;
        for (float w : window) {
            sum += w;
            squares += (double) w * w;
        }
        toneScale = 1 / (sum * sum);
        binScale = 1 / (size * squares);
    }

    public int size() {
        return fft.size();
    }

    /** Begins a new average. */
    public void clear() {
        averager.clear();
        filled = 0;
        clipped = 0;
    }

    /**
     * Takes bytes up to the end of one frame, and transforms the frame when it is full.
     *
     * @param from index of an I byte
     * @param to end, an even number of bytes from {@code from}
     * @return where it stopped: {@code to}, or less when a frame was finished before
     */
    public int accept(byte[] iq, int from, int to) {
        int samples = Math.min(size() - filled, (to - from) / 2);
        for (int i = 0; i < samples; i++) {
            int b = from + 2 * i;
            float w = window[filled + i];
            re[filled + i] = SAMPLE[iq[b] & 0xFF] * w;
            im[filled + i] = SAMPLE[iq[b + 1] & 0xFF] * w;
        }
        int end = from + 2 * samples;
        clipped += Clipping.count(iq, from, end);
        filled += samples;
        if (filled == size()) {
            fft.transform(re, im);
            averager.add(re, im);
            filled = 0;
        }
        return end;
    }

    /** How many frames the average holds. */
    public int frames() {
        return averager.count();
    }

    /** How many I or Q values of the average, the frame under way included, lay at a rail. */
    public long clipped() {
        return clipped;
    }

    /** Level of a tone in bin {@code k}, linear, 1 = full scale. */
    public double tonePower(int k) {
        return averager.mean(k) * toneScale;
    }

    /** Power that bin {@code k} stands for, linear, 1 = a full-scale tone. */
    public double binPower(int k) {
        return averager.mean(k) * binScale;
    }
}
