package io.fieldpost.radio.tool;

/**
 * Whether the power in a stretch never pauses, however it moves about inside: frequency modulation moves it, so that single bins come and go.
 * It does not when at least {@value #SHARE} of the rows hold half of its mean. One thread; a step function of rows.
 */
final class SteadyBand {
    private static final double SHARE = 0.97;

    /** What a steady signal throws beside itself at times is below its own level by this: 20 dB. */
    private static final double SKIRT = 0.01;

    private final Stretch found;
    private final Stretch stretch;
    private final double half;
    private final double peak;
    private long rows;
    private long full;

    /**
     * @param found where it is, in finer bins
     * @param stretch the same in the bins of rows
     * @param mean powers over the whole recording
     */
    SteadyBand(Stretch found, Stretch stretch, double[] mean) {
        this.found = found;
        this.stretch = stretch;
        half = stretch.sum(mean) / 2;
        peak = stretch.largest(mean);
    }

    /** In finer bins. */
    Stretch found() {
        return found;
    }

    void step(double[] powers) {
        rows++;
        full += stretch.sum(powers) >= half ? 1 : 0;
    }

    boolean isSteady() {
        return full >= SHARE * rows;
    }

    /**
     * Whether what seems to come and go is a part of this.
     *
     * @param most largest power of each bin
     */
    boolean explains(Stretch other, double[] most) {
        return stretch.overlaps(other) || stretch.widened().overlaps(other) && other.largest(most) < SKIRT * peak;
    }
}
