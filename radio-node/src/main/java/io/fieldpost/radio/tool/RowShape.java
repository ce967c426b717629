package io.fieldpost.radio.tool;

import io.fieldpost.config.Frequency;
import io.fieldpost.radio.sample.SampleFormat;
import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.Periodogram;
import io.fieldpost.radio.spectrum.SpectrumRow;
import io.fieldpost.radio.spectrum.Window;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a recording is cut into rows of a few milliseconds: each is the mean over some transforms that overlap by half, behind a window that
 * hides strong signals from weak ones 92 dB below.
 *
 * @param size of a transform
 * @param frames transforms a row
 * @param sampleRateHz samples per second
 * @param centerHz what the middle stands for
 */
record RowShape(int size, int frames, long sampleRateHz, double centerHz) {
    private static final double FRAME_SECONDS = 0.0005;
    private static final double ROW_SECONDS = 0.002;
    private static final int SMALLEST = 128;
    private static final int LARGEST = 16_384;
    private static final int FEWEST_FRAMES = 4;
    private static final int MOST_FRAMES = 64;
    private static final int FEWEST_FINE = 16;
    private static final double SMALLEST_POWER = 1e-20;

    /** Looks of a mean over frames that overlap by half, for this window: its square is alike by 0.04 in neighbouring frames. */
    static final double LOOKS_PER_FRAME = 0.93;

    /**
     * Chooses.
     *
     * @param resolution the widest distance of bins that is wanted; null for what suits bursts of milliseconds
     */
    static RowShape of(long sampleRateHz, double centerHz, @Nullable Frequency resolution) {
        double wanted = resolution == null ? sampleRateHz * FRAME_SECONDS : (double) sampleRateHz / resolution.hertz();
        int size = SMALLEST;
        while (size < LARGEST && size * (resolution == null ? Math.sqrt(2) : 1) < wanted) {
            size *= 2;
        }
        long frames = Math.round(ROW_SECONDS * sampleRateHz / (size / 2.0)) - 1;
        return new RowShape(size, (int) Math.max(FEWEST_FRAMES, Math.min(MOST_FRAMES, frames)), sampleRateHz, centerHz);
    }

    /** Finer bins, for what is there throughout: as fine as so many times, while so many samples give 16 transforms. */
    RowShape finer(int times, long samples) {
        int finer = size;
        while (finer < LARGEST && finer < times * size && FEWEST_FINE * (long) finer <= samples) {
            finer *= 2;
        }
        return new RowShape(finer, Math.max(1, 2 * frames * size / finer - 1), sampleRateHz, centerHz);
    }

    /** Samples that a row takes. */
    int samples() {
        return (frames + 1) * (size / 2);
    }

    /** How long a row is. */
    double seconds() {
        return (double) samples() / sampleRateHz;
    }

    /** Distance of bins. */
    double stepHz() {
        return (double) sampleRateHz / size;
    }

    /** Independent spectra that a row stands for. */
    double looks() {
        return LOOKS_PER_FRAME * frames;
    }

    /** Where the first bin lies. */
    double startHz() {
        return centerHz - size * stepHz() / 2;
    }

    Periodogram periodogram(SampleFormat format) {
        return new Periodogram(size, Window.BLACKMAN_HARRIS, format, size / 2);
    }

    /** Powers of the bins in the order of frequency. */
    void powers(Periodogram averaged, double[] into) {
        for (int i = 0; i < size; i++) {
            into[i] = averaged.binPower(i - size / 2 & size - 1);
        }
    }

    /** A row of powers. */
    SpectrumRow row(double[] powers, double rowLooks) {
        float[] levels = new float[size];
        for (int i = 0; i < size; i++) {
            levels[i] = (float) (10 * Math.log10(Math.max(SMALLEST_POWER, powers[i])));
        }
        return new SpectrumRow(startHz(), stepHz(), levels, LevelUnit.DBFS, rowLooks, Instant.EPOCH, "");
    }
}
