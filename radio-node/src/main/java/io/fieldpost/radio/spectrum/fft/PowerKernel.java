package io.fieldpost.radio.spectrum.fft;

import io.fieldpost.radio.sample.SampleFormat;

/**
 * Decodes, windows and transforms frames of I/Q, several at a time, and adds |X|² of each to where it is asked to. For one size, window
 * and format; one thread; allocates nothing after construction.
 */
public interface PowerKernel {
    /** A way to do it. */
    interface Kind {
        /** Short, such as {@code batched}. */
        String name();

        /** The kernel for a size that this kind {@link #takes}; {@code window} has as many coefficients. */
        PowerKernel create(int size, float[] window, SampleFormat format);

        /** Whether there is a kernel for a size. */
        boolean takes(int size);
    }

    /** Points of a transform, N. */
    int size();

    /** Frames that it takes in one call at most, F. */
    int frames();

    /**
     * Adds |X[k]|² of frame f to {@code power[k * F + f]}, where X[k] = Σ x[n] w[n] exp(−2πi kn/N), and x has a full scale of 1.
     *
     * @param data where the frames lie
     * @param from index of the first frame's first byte
     * @param stepBytes distance from the beginning of one frame to that of the next
     * @param count how many frames, 1 to F; nothing is added for those beyond
     * @param power N · F values
     */
    void addPowers(byte[] data, int from, int stepBytes, int count, float[] power);
}
