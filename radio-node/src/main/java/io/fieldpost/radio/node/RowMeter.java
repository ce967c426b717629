package io.fieldpost.radio.node;

import io.fieldpost.radio.receiver.SampleBlock;
import io.fieldpost.radio.sample.ClippedShare;
import io.fieldpost.radio.sample.SampleFormat;
import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.Periodogram;
import io.fieldpost.radio.spectrum.SpectrumRow;
import io.fieldpost.radio.spectrum.Window;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Averages the spectrum of everything that the receiver sees at one tuning: a row whose cells are the transform's bins, over the whole
 * sample rate. Cells beyond the flat part of the receiver's filter, and those of a false carrier at its centre, are not-a-number. One thread.
 */
final class RowMeter {
    private static final double USABLE_FRACTION = 0.75;
    private static final int SPIKE_BINS = 2;
    private static final double SMALLEST_POWER = 1e-20;

    private final int size;
    private final long sampleRateHz;
    private final boolean whole;
    private @Nullable Periodogram periodogram;

    /**
     * @param size of the transform
     * @param whole whether all cells count: a recording that was filtered before it was made has neither edges nor a false carrier
     */
    RowMeter(int size, long sampleRateHz, boolean whole) {
        this.size = size;
        this.sampleRateHz = sampleRateHz;
        this.whole = whole;
    }

    /** Forgets what was averaged. */
    void clear() {
        if (periodogram != null) {
            periodogram.clear();
        }
    }

    /** Averages samples of a block, from byte {@code from} to byte {@code to}. */
    void accept(SampleBlock block, int from, int to) {
        Periodogram averaging = periodogram;
        if (averaging == null) {
            averaging = new Periodogram(size, Window.BLACKMAN_HARRIS, block.format(), size);
            periodogram = averaging;
        }
        for (int at = from; at < to; ) {
            at = averaging.accept(block.iq(), at, to);
        }
    }

    /** How many transforms the average holds. */
    int frames() {
        return periodogram == null ? 0 : periodogram.frames();
    }

    /** How many values lay at the rails. */
    ClippedShare clipping() {
        return periodogram == null
                ? new ClippedShare(SampleFormat.CU8, 0, 0)
                : new ClippedShare(periodogram.format(), periodogram.clipped(), 2L * size * frames());
    }

    /** The row, once there is at least one transform. */
    SpectrumRow row(double centerHz, Instant time, String suspect) {
        Periodogram averaged = periodogram;
        if (averaged == null) {
            throw new IllegalStateException("no samples were averaged");
        }
        float[] levels = new float[size];
        int half = size / 2;
        int edge = whole ? half + 1 : (int) (USABLE_FRACTION * half);
        for (int i = 0; i < size; i++) {
            int offset = i - half;
            boolean bad = Math.abs(offset) > edge || !whole && Math.abs(offset) <= SPIKE_BINS;
            levels[i] = bad ? Float.NaN : decibels(averaged.binPower(offset & size - 1));
        }
        double step = (double) sampleRateHz / size;
        return new SpectrumRow(centerHz - half * step, step, levels, LevelUnit.DBFS, averaged.frames(), time, suspect);
    }

    private static float decibels(double power) {
        return (float) (10 * Math.log10(Math.max(power, SMALLEST_POWER)));
    }
}
