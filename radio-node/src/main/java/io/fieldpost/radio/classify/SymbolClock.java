package io.fieldpost.radio.classify;

/**
 * A clock found as a line in some real function of a signal.
 *
 * @param rateHz ticks per second
 * @param prominence of the line
 * @param phaseTurns of the line at sample 0: the function is greatest where rate × time + phase is a whole number
 */
record SymbolClock(double rateHz, double prominence, double phaseTurns) {
    private static final int REFINED = 1 << 15;
    private static final int STEPS = 8;

    static SymbolClock of(float[] x, double sampleRateHz, double fromHz, double toHz) {
        float[] centred = x.clone();
        double mean = 0;
        for (float v : x) {
            mean += v / x.length;
        }
        for (int i = 0; i < centred.length; i++) {
            centred[i] -= (float) mean;
        }
        Line line = Line.strongest(
                centred, new float[centred.length], sampleRateHz, fromHz, Math.min(toHz, 0.48 * sampleRateHz));
        if (line.prominence() == 0) {
            return new SymbolClock(Double.NaN, 0, 0);
        }
        int n = Math.min(REFINED, Integer.highestOneBit(centred.length));
        double best = -1;
        double rate = 0;
        double phase = 0;
        for (int s = -STEPS; s <= STEPS; s++) {
            double hertz = Math.abs(line.hertz()) + (double) s / STEPS * sampleRateHz / n;
            double turn = 2 * Math.PI * hertz / sampleRateHz;
            double c = 0;
            double d = 0;
            double stepRe = Math.cos(turn);
            double stepIm = Math.sin(turn);
            double re = 1;
            double im = 0;
            for (int i = 0; i < n; i++) {
                c += centred[i] * re;
                d += centred[i] * im;
                double next = re * stepRe - im * stepIm;
                im = re * stepIm + im * stepRe;
                re = next;
            }
            if (c * c + d * d > best) {
                best = c * c + d * d;
                rate = hertz;
                // The function goes like cos(turn · i − atan2(d, c)).
                phase = -Math.atan2(d, c) / (2 * Math.PI);
            }
        }
        // Numbers that overflow, or a line at the very edge, give no clock.
        return rate > 0.5 * fromHz
                ? new SymbolClock(rate, line.prominence(), phase)
                : new SymbolClock(Double.NaN, 0, 0);
    }

    /** Position of tick k in samples. */
    double tick(long k, double sampleRateHz) {
        return (k - phaseTurns) / rateHz * sampleRateHz;
    }

    /** How many samples the clock can be trusted over: those it was refined on. */
    static int reach(int samples) {
        return Math.min(2 * REFINED, samples);
    }
}
