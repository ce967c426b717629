package io.fieldpost.radio.occupancy;

/** How sure an occupancy is stated to be. */
public enum Confidence {
    PERCENT_90(1.644854),
    PERCENT_95(1.959964),
    PERCENT_99(2.575829);

    private final double z;

    Confidence(double z) {
        this.z = z;
    }

    /** The point of the normal law that the absolute value stays below with this probability. */
    public double z() {
        return z;
    }

    /**
     * Wilson's interval for a share.
     *
     * @param share what was found, 0 to 1
     * @param samples how many independent samples it stands on; need not be whole
     */
    public Interval interval(double share, double samples) {
        if (!(samples > 0)) {
            return new Interval(0, 1);
        }
        double square = z * z / samples;
        double middle = share + square / 2;
        double half = z * Math.sqrt(share * (1 - share) / samples + square / samples / 4);
        return new Interval(Math.max(0, (middle - half) / (1 + square)), Math.min(1, (middle + half) / (1 + square)));
    }

    /**
     * How many independent samples an occupancy needs (Report ITU-R SM.2256-1): (z / relative error)² (1 − occupancy) / occupancy.
     *
     * @param occupancy expected, above 0
     * @param relativeError wanted, such as 0.1
     */
    public long samplesNeeded(double occupancy, double relativeError) {
        return (long) Math.ceil(Math.pow(z / relativeError, 2) * (1 - occupancy) / occupancy);
    }

    /**
     * Where the truth lies.
     *
     * @param low 0 to 1
     * @param high 0 to 1
     */
    public record Interval(double low, double high) {
        /** Whether a value lies in it. */
        public boolean holds(double share) {
            return share >= low && share <= high;
        }
    }
}
