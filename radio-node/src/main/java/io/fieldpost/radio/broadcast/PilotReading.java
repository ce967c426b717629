package io.fieldpost.radio.broadcast;

/**
 * The stereo pilot at 19 kHz, over about the last second.
 *
 * @param deviationHz how far it alone deviates the carrier; noise subtracted
 * @param confidence 1 less (a bound on) the probability that noise alone would look like it
 */
public record PilotReading(double deviationHz, double confidence) {
    private static final double FULL_DEVIATION_HZ = 75_000;
    private static final double CERTAIN = 0.999;

    /** Share of the 75 kHz that a broadcast may deviate; ITU-R BS.450-4 wants 8 to 10 %. */
    public double share() {
        return deviationHz / FULL_DEVIATION_HZ;
    }

    /** Whether there is a pilot: certain to 99.9 %, and between 2 and 20 % of the full deviation. */
    public boolean present() {
        return confidence >= CERTAIN && share() >= 0.02 && share() <= 0.2;
    }
}
