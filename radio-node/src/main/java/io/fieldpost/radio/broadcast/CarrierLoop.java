package io.fieldpost.radio.broadcast;

/**
 * Costas loop at the rate of bits, decision-directed, of second order: turns the symbols until they lie on the real axis. Which of its two
 * sides is which does not matter, for bits are coded as differences. Damping 0.7; gains after F. M. Gardner, "Phaselock
 * techniques", 3rd edition, 2.
 */
final class CarrierLoop {
    private final double proportional;
    private final double integral;
    private final double limit;
    private double phase;
    private double frequency;
    private double amplitude;

    /**
     * @param bandwidthHz noise bandwidth of the loop
     * @param limitHz how far it follows
     */
    CarrierLoop(double bandwidthHz, double limitHz, double rateHz) {
        double damping = Math.sqrt(0.5);
        double theta = bandwidthHz / rateHz / (damping + 1 / (4 * damping));
        double scale = 1 + 2 * damping * theta + theta * theta;
        proportional = 4 * damping * theta / scale;
        integral = 4 * theta * theta / scale;
        limit = 2 * Math.PI * limitHz / rateHz;
    }

    double phase() {
        return phase;
    }

    /** Corrects by a symbol that was already turned back by {@link #phase}. */
    void accept(double re, double im) {
        double size = Math.sqrt(re * re + im * im);
        amplitude += (size - amplitude) * 0.02;
        if (amplitude <= 0) {
            return;
        }
        double error = Math.max(-1, Math.min(1, (re > 0 ? im : -im) / amplitude));
        frequency = Math.max(-limit, Math.min(limit, frequency + integral * error));
        phase += proportional * error + frequency;
        phase -= 2 * Math.PI * Math.rint(phase / (2 * Math.PI));
    }
}
