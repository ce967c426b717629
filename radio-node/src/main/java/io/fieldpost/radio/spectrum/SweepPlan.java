package io.fieldpost.radio.spectrum;

import java.util.List;

/**
 * Everything about a scan that is known before it begins.
 *
 * @param mission its name
 * @param grid the cells it gives
 * @param sampleRateHz complex samples per second
 * @param window shape of the window
 * @param fftSize points of a transform
 * @param averages transforms per hop
 * @param overlap part of a transform's samples that the next one takes too, 0 to {@link #MOST_OVERLAP}
 * @param statistics what is asked of each cell beside its mean power
 * @param settleSamples what is thrown away after each tuning
 * @param hopPlan where to tune
 */
public record SweepPlan(
        String mission,
        Grid grid,
        long sampleRateHz,
        Window window,
        int fftSize,
        int averages,
        double overlap,
        List<Statistic> statistics,
        long settleSamples,
        HopPlan hopPlan) {
    /** The longest transform: 65,536 points. */
    public static final int LARGEST_FFT = 1 << 16;

    /** More overlap costs transforms and adds nothing: at 75 % even the flat-top windows have all that the samples tell. */
    public static final double MOST_OVERLAP = 0.875;

    /** More transforms than this can't be counted for quantiles. */
    public static final int MOST_AVERAGES = 65_535;

    public SweepPlan {
        statistics = List.copyOf(statistics);
        if (!(overlap >= 0 && overlap <= MOST_OVERLAP)) {
            throw new IllegalArgumentException("overlap is not between 0 and " + MOST_OVERLAP + ": " + overlap);
        }
        if (averages < 1 || averages > MOST_AVERAGES) {
            throw new IllegalArgumentException("averages are not between 1 and " + MOST_AVERAGES + ": " + averages);
        }
    }

    /** Plans the shortest transform whose bins are narrow enough for the window; no overlap, and the mean alone. */
    public static SweepPlan of(
            String mission, Grid grid, long sampleRateHz, Window window, int averages, long settleSamples) {
        int size = fftSize(sampleRateHz, grid.resolutionHz(), window);
        HopPlan hops = HopPlan.of(grid, sampleRateHz);
        return new SweepPlan(mission, grid, sampleRateHz, window, size, averages, 0, List.of(), settleSamples, hops);
    }

    /**
     * The same scan with statistics beside the mean, and an overlap of 50 % unless there is no window: a window hides what happens at the edges
     * of a transform, and a pulse there would be missing from the largest power and from high quantiles.
     */
    public SweepPlan withStatistics(List<Statistic> asked) {
        return withStatistics(asked, asked.isEmpty() || window == Window.RECTANGULAR ? 0 : 0.5);
    }

    /** The same scan with statistics beside the mean, and an overlap. */
    public SweepPlan withStatistics(List<Statistic> asked, double overlapped) {
        return new SweepPlan(
                mission, grid, sampleRateHz, window, fftSize, averages, overlapped, asked, settleSamples, hopPlan);
    }

    /**
     * The same scan by a receiver that can be tuned to one frequency alone.
     *
     * @throws IllegalArgumentException when it does not see the whole band, or the frequency is no cell's centre
     */
    public SweepPlan around(long centerHz) {
        return new SweepPlan(
                mission,
                grid,
                sampleRateHz,
                window,
                fftSize,
                averages,
                overlap,
                statistics,
                settleSamples,
                HopPlan.around(grid, sampleRateHz, centerHz));
    }

    /** Samples from the beginning of one transform to that of the next. */
    public int stepSamples() {
        return Math.max(1, (int) Math.round(fftSize * (1 - overlap)));
    }

    /** Samples of a hop that its transforms take. */
    public long usedSamples() {
        return fftSize + (averages - 1L) * stepSamples();
    }

    /** The finest resolution that the longest transform gives. */
    public static long finestHz(long sampleRateHz, Window window) {
        return (long) Math.ceil((double) sampleRateHz * window.binsPerCell() / LARGEST_FFT);
    }

    /** The coarsest resolution: one sixteenth of the sample rate, so that a hop has at least eleven cells. */
    public static long coarsestHz(long sampleRateHz) {
        return sampleRateHz / 16;
    }

    private static int fftSize(long sampleRateHz, long resolutionHz, Window window) {
        if (resolutionHz < finestHz(sampleRateHz, window) || resolutionHz > coarsestHz(sampleRateHz)) {
            throw new IllegalArgumentException("resolution of " + resolutionHz + " Hz is not between "
                    + finestHz(sampleRateHz, window) + " Hz and " + coarsestHz(sampleRateHz) + " Hz, which " + window
                    + " at " + sampleRateHz + " S/s allows");
        }
        double needed = (double) sampleRateHz * window.binsPerCell() / resolutionHz;
        int size = 64;
        while (size < needed) {
            size *= 2;
        }
        return size;
    }
}
