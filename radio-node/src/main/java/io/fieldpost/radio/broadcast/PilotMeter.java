package io.fieldpost.radio.broadcast;

/**
 * Finds the pilot among noise: the mean over 50 ms of the band around 19 kHz, brought to 0 Hz, against the power of that band.
 *
 * <p>Of N independent values of noise the square of the mean, times N, over the mean square is exponential with mean 1; the mean F of W such
 * windows exceeds its value with a probability of at most exp(−W (F − 1 − ln F)) (Chernoff's bound for the Gamma
 * distribution), of which the confidence is the rest.
 */
final class PilotMeter {
    private static final double WINDOW_SECONDS = 0.05;
    private static final int WINDOWS = 20;

    private final int window;
    private final double independentShare;
    private final double gain;
    private final double[] coherent = new double[WINDOWS];
    private final double[] total = new double[WINDOWS];
    private long windows;
    private int count;
    private double re;
    private double im;
    private double power;

    /**
     * @param rateHz of the complex values around 19 kHz
     * @param bandwidthHz of the noise in them
     * @param basebandRateHz of the demodulator, whose difference weakens 19 kHz
     */
    PilotMeter(double rateHz, double bandwidthHz, double basebandRateHz) {
        window = (int) (WINDOW_SECONDS * rateHz);
        independentShare = bandwidthHz / rateHz;
        double x = Math.PI * 19_000 / basebandRateHz;
        gain = x / Math.sin(x);
    }

    void accept(float pilotRe, float pilotIm) {
        re += pilotRe;
        im += pilotIm;
        power += (double) pilotRe * pilotRe + (double) pilotIm * pilotIm;
        if (++count == window) {
            int slot = (int) (windows++ % WINDOWS);
            coherent[slot] = (re * re + im * im) / ((double) window * window);
            total[slot] = power / window;
            re = 0;
            im = 0;
            power = 0;
            count = 0;
        }
    }

    PilotReading reading() {
        int held = (int) Math.min(windows, WINDOWS);
        double coherentSum = 0;
        double totalSum = 0;
        double ratios = 0;
        double independent = window * independentShare;
        for (int i = 0; i < held; i++) {
            coherentSum += coherent[i];
            totalSum += total[i];
            ratios += total[i] > 0 ? independent * coherent[i] / total[i] : 0;
        }
        if (held == 0) {
            return new PilotReading(0, 0);
        }
        double f = ratios / held;
        double confidence = f > 1 ? 1 - Math.exp(-held * (f - 1 - Math.log(f))) : 0;
        double noise = Math.max(0, totalSum - coherentSum) / independent;
        double square = Math.max(0, coherentSum - noise) / held;
        // A real tone has half its amplitude on each side of 0 Hz.
        return new PilotReading(2 * gain * Math.sqrt(square), confidence);
    }
}
