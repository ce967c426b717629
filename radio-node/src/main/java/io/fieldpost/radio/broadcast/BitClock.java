package io.fieldpost.radio.broadcast;

/**
 * Says when a bit is to be read: where the power of the matched filter's output is greatest, which comes once a bit. Its phase is that of
 * the power's line at the bit rate (M. Oerder and H. Meyr, "Digital filter and square timing recovery", IEEE Trans. COM-36, 1988),
 * remembered for {@value #MEMORY_SECONDS} s.
 */
final class BitClock {
    private static final double MEMORY_SECONDS = 0.25;

    private final double step;
    private final double forget;
    private double phase;
    private double lineRe;
    private double lineIm;
    private double last;
    private double sinceBit;
    private double fraction;

    BitClock(double samplesPerBit) {
        step = 1 / samplesPerBit;
        forget = 1 / (MEMORY_SECONDS * 1187.5 * samplesPerBit);
    }

    /** Takes the power of one sample; whether a bit was due since the one before. */
    boolean accept(double power) {
        phase += step;
        phase -= Math.floor(phase);
        double angle = 2 * Math.PI * phase;
        lineRe += forget * (power * Math.cos(angle) - lineRe);
        lineIm += forget * (power * Math.sin(angle) - lineIm);
        double peak = Math.atan2(lineIm, lineRe) / (2 * Math.PI);
        double since = phase - peak;
        since -= Math.floor(since);
        sinceBit += step;
        boolean due = since < last && last - since > 0.5 && sinceBit > 0.5;
        last = since;
        if (due) {
            sinceBit = since;
            fraction = Math.min(1, since / step);
        }
        return due;
    }

    /** How long ago the bit was due, in samples, 0 to 1. */
    double fraction() {
        return fraction;
    }
}
