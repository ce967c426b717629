package io.fieldpost.radio.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the figures of harris (1978), Nuttall (1981) and Heinzel, Rüdiger and Schilling (2002) for periodic windows of 8192 points. */
class WindowTest {
    private static final int SIZE = 8192;

    @ParameterizedTest
    @CsvSource({
        "RECTANGULAR, 1.0000, 1.0000",
        "HANN, 1.5000, 0.5000",
        "HAMMING, 1.3528, 0.5435",
        "HAMMING_54, 1.3628, 0.5400",
        "BLACKMAN_EXACT, 1.6937, 0.4266",
        "BLACKMAN, 1.7268, 0.4200",
        "BLACKMAN_NUTTALL, 1.9761, 0.3636",
        "NUTTALL, 2.0212, 0.3558",
        "BLACKMAN_HARRIS, 2.0044, 0.3588",
        "FLAT_TOP, 3.7702, 0.2156",
        "HFT70, 3.4129, 0.2402",
        "HFT90D, 3.8832, 0.2098",
        "HFT95, 3.8112, 0.2136"
    })
    void noiseBandwidthAndGainAreThoseOfThePaper(Window window, double enbw, double gain) {
        double sum = 0;
        double squares = 0;
        for (float w : window.coefficients(SIZE)) {
            sum += w;
            squares += (double) w * w;
        }

        assertThat(SIZE * squares / (sum * sum)).isEqualTo(enbw, within(5e-5));
        assertThat(sum / SIZE).isEqualTo(gain, within(5e-5));
        assertThat(window.enbwBins()).isEqualTo(enbw, within(5e-5));
        assertThat(window.coherentGain()).isEqualTo(gain, within(5e-5));
    }

    @ParameterizedTest
    @CsvSource({
        "RECTANGULAR, 3.922",
        "HANN, 1.424",
        "HAMMING, 1.778",
        "HAMMING_54, 1.751",
        "BLACKMAN_EXACT, 1.150",
        "BLACKMAN, 1.099",
        "BLACKMAN_NUTTALL, 0.851",
        "NUTTALL, 0.812",
        "BLACKMAN_HARRIS, 0.826",
        "FLAT_TOP, 0.010",
        "HFT70, 0.007",
        "HFT90D, 0.004",
        "HFT95, 0.004"
    })
    void toneHalfWayBetweenTwoBinsLosesWhatThePaperSays(Window window, double scallopDb) {
        double re = 0;
        double im = 0;
        double sum = 0;
        float[] w = window.coefficients(SIZE);
        for (int n = 0; n < SIZE; n++) {
            re += w[n] * Math.cos(Math.PI * n / SIZE);
            im += w[n] * Math.sin(Math.PI * n / SIZE);
            sum += w[n];
        }
        assertThat(-20 * Math.log10(Math.hypot(re, im) / sum)).isEqualTo(scallopDb, within(6e-4));
    }
}
