package io.fieldpost.radio.spectrum;

/**
 * Everything about a scan that is known before it begins.
 *
 * @param mission its name
 * @param grid the cells it gives
 * @param sampleRateHz complex samples per second
 * @param window shape of the window
 * @param fftSize points of a transform
 * @param averages transforms per hop, not overlapped
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
        long settleSamples,
        HopPlan hopPlan) {
    /** The longest transform: 65,536 points. */
    public static final int LARGEST_FFT = 1 << 16;

    /** Plans the shortest transform whose bins are narrow enough for the window. */
    public static SweepPlan of(
            String mission, Grid grid, long sampleRateHz, Window window, int averages, long settleSamples) {
        int size = fftSize(sampleRateHz, grid.resolutionHz(), window);
        HopPlan hops = HopPlan.of(grid, sampleRateHz);
        return new SweepPlan(mission, grid, sampleRateHz, window, size, averages, settleSamples, hops);
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
