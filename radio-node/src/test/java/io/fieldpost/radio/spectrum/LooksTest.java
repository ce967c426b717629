package io.fieldpost.radio.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.radio.Samples;
import io.fieldpost.radio.sample.SampleFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LooksTest {
    private static final double[] ONE_BIN = {1};

    @Test
    void framesWithoutOverlapAreIndependent() {
        assertThat(new Looks(Window.HANN.coefficients(256), 256).of(ONE_BIN, 10))
                .isEqualTo(10, within(1e-9));
    }

    /** Correlation of overlapped frames as harris (1978) has it, 16.7 % for Hann: M / (1 + 2 (1 − 1/M) 0.167²). */
    @ParameterizedTest
    @CsvSource({"HANN, 0.167", "BLACKMAN_HARRIS, 0.038", "RECTANGULAR, 0.5"})
    void halfOverlapCostsWhatThePaperSays(Window window, double correlation) {
        double looks = new Looks(window.coefficients(8192), 4096).of(ONE_BIN, 100);

        assertThat(looks).isEqualTo(100 / (1 + 2 * 0.99 * correlation * correlation), within(0.1));
    }

    /** Neighbouring bins of a Hann window have a covariance of (2/3)² and those two apart of (1/6)²: worked on paper. */
    @Test
    void binsOfACellAreAlike() {
        double looks = new Looks(Window.HANN.coefficients(1024), 1024).of(new double[] {1, 1, 1, 1}, 1);

        assertThat(looks).isEqualTo(16 / (4 + 2 * (3 * 4 / 9.0 + 2 / 36.0)), within(1e-6));
    }

    /** Mean over variance of 4,000 cells of noise: known within 4.5 % (two standard deviations). */
    @ParameterizedTest
    @CsvSource({"HANN, 64, 8", "HANN, 128, 8", "FLAT_TOP, 64, 6", "RECTANGULAR, 128, 4"})
    void noiseVariesAsSaid(Window window, int step, int averages) {
        int size = 128;
        CellPower cells = new CellPower(size, 128_000, 5000);
        Periodogram periodogram = new Periodogram(size, window, SampleFormat.CU8, step);
        byte[] noise = Samples.noise(400 * size * averages, 0.05, 11);
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int at = 0; at < noise.length && count < 4000; ) {
            at = periodogram.accept(noise, at, noise.length);
            if (periodogram.frames() == averages) {
                for (int offset = -10; offset < 10; offset += 2) {
                    double power = cells.of(periodogram, offset);
                    sum += power;
                    squares += power * power;
                    count++;
                }
                periodogram.clear();
            }
        }
        double mean = sum / count;
        double looks = mean * mean / (squares / count - mean * mean);

        double expected = new Looks(window.coefficients(size), step).of(cells.shares(), averages);
        assertThat(count).isGreaterThanOrEqualTo(3900);
        assertThat(looks / expected).isEqualTo(1, within(0.06));
    }
}
