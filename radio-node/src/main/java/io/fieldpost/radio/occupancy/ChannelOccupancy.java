package io.fieldpost.radio.occupancy;

import io.fieldpost.radio.occupancy.Confidence.Interval;

/**
 * Frequency channel occupancy (FCO) of one channel, from its counts (ITU-R SM.1880-2; Report SM.2256-1).
 *
 * @param channel whose
 * @param counts what it stands on
 */
public record ChannelOccupancy(ChannelPlan.Channel channel, ChannelCounts counts) {
    /** Intervals that vary by more than this share of their mean are irregular. */
    private static final double REGULAR = 0.1;

    /** The occupancy, 0 to 1: N_O / N, or by time T_O / T_AI when revisits are irregular; not-a-number without a look. */
    public double share() {
        if (irregular()) {
            return counts.occupiedHalfMicros() / 2.0 / counts.observedMicros();
        }
        return counts.looks() == 0 ? Double.NaN : counts.occupied() / (double) counts.looks();
    }

    /** Whether the intervals between looks vary by more than a tenth: standard deviation over mean, δ_T. */
    public boolean irregular() {
        return counts.intervals() > 1 && revisitDeviation() > REGULAR;
    }

    /** Mean interval between looks, in seconds; not-a-number for none. */
    public double revisitSeconds() {
        return counts.intervals() == 0 ? Double.NaN : counts.observedMicros() / 1e6 / counts.intervals();
    }

    /** Standard deviation of the intervals over their mean; not-a-number for none. */
    public double revisitDeviation() {
        double mean = revisitSeconds();
        double square = counts.squareMillis() / 1e6 / counts.intervals();
        return Math.sqrt(Math.max(0, square - mean * mean)) / mean;
    }

    /**
     * How many independent samples the looks are worth: n (1 − r) / (1 + r), r being the correlation of one look with the next.
     *
     * <p>For a channel that goes on and off with exponential durations, r = exp(−T_R / t_c), t_c = T_on T_off / (T_on + T_off), and a share
     * 2 p (1 − p) (1 − r) of the intervals is a change; r follows from the changes that were counted. Half a change and half an occupied
     * look are added, so that a channel that never changed is not held to be known exactly.
     */
    public double independentLooks() {
        if (counts.intervals() == 0) {
            return Math.min(1, counts.looks());
        }
        double p = (counts.occupied() + 0.5) / (counts.looks() + 1.0);
        double changing = (counts.changes() + 0.5) / (counts.intervals() + 1.0);
        double r = Math.min(1 - 1e-6, Math.max(0, 1 - changing / (2 * p * (1 - p))));
        return Math.max(1, counts.looks() * (1 - r) / (1 + r));
    }

    /** Where the true occupancy lies; the whole range without a look. */
    public Interval interval(Confidence confidence) {
        double share = share();
        return Double.isNaN(share) ? new Interval(0, 1) : confidence.interval(share, independentLooks());
    }
}
