package io.fieldpost.radio.spectrum;

import io.fieldpost.radio.sample.SampleFormat;
import io.fieldpost.radio.spectrum.fft.KernelTrial;
import io.fieldpost.radio.spectrum.fft.PowerKernel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Welch's averaged periodogram of I/Q, with or without overlap (P. D. Welch, "The use of fast Fourier transform for the estimation of
 * power spectra", IEEE Trans. AU-15, 1967).
 *
 * <p>0 dBFS is a complex tone of amplitude 1, as {@link SampleFormat} has it: the largest that does not clip. Two scales come out of one
 * sum:
 * <ul>
 *   <li>{@link #tonePower}: |X|² / (Σw)². A full-scale tone in the middle of bin k reads 1 there. Noise reads too high by the window's
 *       equivalent noise bandwidth in bins.
 *   <li>{@link #binPower}: |X|² / (N Σw²), the power that the bin stands for. Its sum over all bins is the mean power of the signal
 *       (Parseval), so sums over bins are channel powers, for tones and noise alike. It is {@link #tonePower} divided by
 *       {@link Window#enbwBins}.
 * </ul>
 *
 * <p>Frames are collected and transformed several at a time, the last ones when a result is asked for. Averaging is linear; decibels come at
 * the very end. Single precision keeps a sum of 10,000 frames within 0.005 dB. One thread; in steady state it allocates nothing.
 */
public final class Periodogram {
    // for life
    private final int size;
    private final Window shape;
    private final float[] window;
    private final SampleFormat format;
    private final int frameBytes;
    private final int stepBytes;
    private final KernelTrial trial;
    private final @Nullable FramePowers observer;
    private final double toneScale;
    private final double binScale;
    private final double[] totals;

    // as long as one kind of kernel is the fastest
    private PowerKernel.Kind kind;
    private PowerKernel kernel;
    private byte[] collected;
    private float[] sums;
    private float[] latest;

    // for one average
    private int begin;
    private int end;
    private int waiting;
    private int frames;
    private long clipped;
    private boolean folded;

    /** Of unsigned 8-bit samples, without overlap. */
    public Periodogram(int size, Window shape) {
        this(size, shape, SampleFormat.CU8, size);
    }

    /**
     * As asked for.
     *
     * @param size of the transform, a power of two from 4 to 2²⁰
     * @param step samples from the beginning of one frame to that of the next, 1 to {@code size}: half of it is an overlap of 50 %
     */
    public Periodogram(int size, Window shape, SampleFormat format, int step) {
        this(size, shape, format, step, KernelTrial.shared(), null);
    }

    Periodogram(
            int size, Window shape, SampleFormat format, int step, KernelTrial trial, @Nullable FramePowers observer) {
        if (step < 1 || step > size) {
            throw new IllegalArgumentException("frames of " + size + " samples can't begin every " + step + " samples");
        }
        this.size = size;
        this.shape = shape;
        this.format = format;
        this.trial = trial;
        this.observer = observer;
        window = shape.coefficients(size);
        frameBytes = size * format.bytesPerSample();
        stepBytes = step * format.bytesPerSample();
        totals = new double[size];
        double sum = 0;
        double squares = 0;
        for (float w : window) {
            sum += w;
            squares += (double) w * w;
        }
        toneScale = 1 / (sum * sum);
        binScale = 1 / (size * squares);
        kind = trial.choice(size);
        kernel = kind.create(size, window, format);
        collected = new byte[(kernel.frames() - 1) * stepBytes + frameBytes];
        sums = new float[size * kernel.frames()];
        latest = observer == null ? sums : new float[sums.length];
    }

    public int size() {
        return size;
    }

    /** The window's shape. */
    public Window window() {
        return shape;
    }

    /** How samples lie in the bytes that it takes. */
    public SampleFormat format() {
        return format;
    }

    /** Begins a new average, with what has turned out to be the fastest kernel by now. */
    public void clear() {
        PowerKernel.Kind fastest = trial.choice(size);
        if (fastest != kind) {
            kind = fastest;
            kernel = fastest.create(size, window, format);
            collected = new byte[(kernel.frames() - 1) * stepBytes + frameBytes];
            sums = new float[size * kernel.frames()];
            latest = observer == null ? sums : new float[sums.length];
        } else {
            Arrays.fill(sums, 0);
        }
        Arrays.fill(totals, 0);
        begin = 0;
        end = 0;
        waiting = 0;
        frames = 0;
        clipped = 0;
        folded = true;
    }

    /**
     * Takes bytes up to the end of one frame.
     *
     * @param from index of a sample's first byte
     * @param to end, a whole number of samples from {@code from}
     * @return where it stopped: {@code to}, or less when a frame was finished before
     */
    public int accept(byte[] data, int from, int to) {
        int count = Math.min(begin + frameBytes - end, to - from);
        System.arraycopy(data, from, collected, end, count);
        clipped += Clipping.count(format, data, from, from + count);
        end += count;
        if (end == begin + frameBytes) {
            begin += stepBytes;
            frames++;
            waiting++;
            if (waiting == kernel.frames()) {
                transform();
            }
        }
        return from + count;
    }

    private void transform() {
        if (observer != null) {
            Arrays.fill(latest, 0);
        }
        kernel.addPowers(collected, 0, stepBytes, waiting, latest);
        if (observer != null) {
            observer.accept(latest, kernel.frames(), waiting);
            add(latest, sums);
        }
        System.arraycopy(collected, begin, collected, 0, end - begin);
        end -= begin;
        begin = 0;
        waiting = 0;
        folded = false;
        trial.step();
    }

    private static void add(float[] from, float[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += from[i];
        }
    }

    /** Transforms what is still waiting. */
    void finish() {
        if (waiting > 0) {
            transform();
        }
    }

    /** Four sums side by side, because each addition waits for the one before. */
    private static double sum(float[] values, int from, int count) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        for (int i = from; i < from + count; i += 4) {
            a += values[i];
            b += values[i + 1];
            c += values[i + 2];
            d += values[i + 3];
        }
        return a + b + (c + d);
    }

    private void fold() {
        finish();
        if (folded) {
            return;
        }
        int lanes = kernel.frames();
        for (int k = 0; k < size; k++) {
            totals[k] += lanes == 1 ? sums[k] : sum(sums, k * lanes, lanes);
        }
        Arrays.fill(sums, 0);
        folded = true;
    }

    /** How many frames the average holds. */
    public int frames() {
        return frames;
    }

    /** How many I or Q values of the average, the frame under way included, lay at a rail. */
    public long clipped() {
        return clipped;
    }

    /** Level of a tone in bin {@code k}, linear, 1 = full scale. */
    public double tonePower(int k) {
        return mean(k) * toneScale;
    }

    /** Power that bin {@code k} stands for, linear, 1 = a full-scale tone. */
    public double binPower(int k) {
        return mean(k) * binScale;
    }

    private double mean(int k) {
        if (waiting > 0 || !folded) {
            fold();
        }
        return totals[k] / frames;
    }
}
