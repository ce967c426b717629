package io.fieldpost.radio.calibration;

/**
 * A straight line through a phase over time, by least squares.
 *
 * @param hertz its slope, in turns a second
 * @param standardErrorHz 1 σ of the slope: the larger of what the residuals say and what the slopes of four quarters say, which see a drift
 * @param stray rms of the residuals, radians
 */
record PhaseLine(double hertz, double standardErrorHz, double stray) {
    private static final int QUARTERS = 4;

    /** Fits phases that lie {@code stepSeconds} apart, each known up to whole turns and less than half a turn from the last. */
    static PhaseLine fit(double[] phase, double stepSeconds) {
        double[] unwrapped = phase.clone();
        for (int i = 1; i < phase.length; i++) {
            double step = phase[i] - phase[i - 1];
            unwrapped[i] = unwrapped[i - 1] + step - 2 * Math.PI * Math.rint(step / (2 * Math.PI));
        }
        int n = unwrapped.length;
        double slope = slope(unwrapped, 0, n);
        double stray = stray(unwrapped, slope);
        double byResiduals = stray * Math.sqrt(12.0 / ((double) n * n * n));
        double error = Math.max(byResiduals, byQuarters(unwrapped));
        double toHertz = 1 / (2 * Math.PI * stepSeconds);
        return new PhaseLine(slope * toHertz, error * toHertz, stray);
    }

    private static double byQuarters(double[] phase) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < QUARTERS; i++) {
            double slope = slope(phase, i * phase.length / QUARTERS, (i + 1) * phase.length / QUARTERS);
            sum += slope;
            squares += slope * slope;
        }
        double mean = sum / QUARTERS;
        return Math.sqrt(Math.max(0, squares / QUARTERS - mean * mean) / (QUARTERS - 1));
    }

    private static double slope(double[] phase, int from, int to) {
        double middle = (to - from - 1) / 2.0;
        double moment = 0;
        double weight = 0;
        for (int i = from; i < to; i++) {
            double t = i - from - middle;
            moment += t * phase[i];
            weight += t * t;
        }
        return moment / weight;
    }

    private static double stray(double[] phase, double slope) {
        double mean = 0;
        for (int i = 0; i < phase.length; i++) {
            mean += (phase[i] - slope * i) / phase.length;
        }
        double squares = 0;
        for (int i = 0; i < phase.length; i++) {
            double residual = phase[i] - slope * i - mean;
            squares += residual * residual;
        }
        return Math.sqrt(squares / phase.length);
    }
}
