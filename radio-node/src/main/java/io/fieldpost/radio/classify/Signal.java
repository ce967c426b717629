package io.fieldpost.radio.classify;

import io.fieldpost.radio.demodulation.DownConverter;
import io.fieldpost.radio.demodulation.Oscillator;
import io.fieldpost.radio.sample.Baseband;
import java.util.Arrays;

/**
 * A signal cut out of its span: shifted to 0 Hz, filtered to 1.2 times its width, at about four samples per width.
 *
 * @param samples what is left
 * @param noise power of the noise in it
 */
record Signal(Baseband samples, double noise) {
    private static final double PASS = 0.6;
    private static final double STOP = 0.9;
    private static final int SAMPLES_PER_WIDTH = 4;
    private static final int FEWEST = 4_096;
    /** Length of the filter in reciprocal widths: until then its output is not the signal's. */
    private static final int FILTER_WIDTHS = 16;

    static Signal cut(Baseband span, Occupancy occupancy) {
        double rate = span.sampleRateHz();
        double width = occupancy.widthHz();
        if (STOP * width >= rate / 2) {
            float[] re = new float[span.length()];
            float[] im = new float[span.length()];
            new Oscillator(-occupancy.centerHz(), rate).shift(span.re(), span.im(), 0, re.length, re, im, 0);
            return new Signal(new Baseband(re, im, rate, 0), occupancy.noisePerHz() * rate);
        }
        int decimation = (int) Math.min(rate / (SAMPLES_PER_WIDTH * width), (double) span.length() / FEWEST);
        DownConverter converter =
                new DownConverter(rate, occupancy.centerHz(), PASS * width, STOP * width, Math.max(1, decimation));
        float[] re = new float[converter.room(span.length())];
        float[] im = new float[re.length];
        int n = converter.accept(span.re(), span.im(), 0, span.length(), re, im);
        int settle = Math.min(n / 4, (int) (FILTER_WIDTHS * converter.outputRateHz() / width));
        return new Signal(
                new Baseband(
                        Arrays.copyOfRange(re, settle, n),
                        Arrays.copyOfRange(im, settle, n),
                        converter.outputRateHz(),
                        0),
                occupancy.noisePerHz() * (PASS + STOP) * width);
    }
}
