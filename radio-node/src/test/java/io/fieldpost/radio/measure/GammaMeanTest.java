package io.fieldpost.radio.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.radio.spectrum.Decibels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GammaMeanTest {
    @Test
    void oneLookIsTheExponentialDistribution() {
        GammaMean one = new GammaMean(1);

        assertThat(one.median()).isEqualTo(Math.log(2), within(1e-12));
        assertThat(one.quantile(0.2)).isEqualTo(-Math.log(0.8), within(1e-12));
        assertThat(one.threshold(1e-6)).isEqualTo(-Math.log(1e-6), within(1e-9));
        // E[x | x < a] = (1 - (1 + a) e^-a) / (1 - e^-a)
        double a = -Math.log(0.8);
        assertThat(one.meanOfLowest(0.2)).isEqualTo((1 - (1 + a) * 0.8) / 0.2, within(1e-12));
        assertThat(one.meanBelow(a)).isEqualTo(one.meanOfLowest(0.2), within(1e-12));
    }

    @Test
    void twoLooksAreTheErlangDistribution() {
        // P(2, x) = 1 - (1 + x) e^-x; a mean of 2 looks has x = 2 times its value.
        assertThat(GammaMean.lower(2, 3)).isEqualTo(1 - 4 * Math.exp(-3), within(1e-13));
        assertThat(GammaMean.upper(2, 30)).isEqualTo(31 * Math.exp(-30), within(1e-25));
    }

    /** Medians and 80 % biases in dB, and thresholds for 1e-3 and 1e-6, computed independently with SciPy. */
    @ParameterizedTest
    @CsvSource({
        "1, -1.592, 9.69, 6.908, 13.816",
        "5, -0.296, 3.32, 2.959, 4.686",
        "10, -0.146, 2.21, 2.266, 3.271",
        "50, -0.029, 0.91, 1.494, 1.821",
        "100, -0.014, 0.63, 1.338, 1.549"
    })
    void figuresOfTheReferenceAreMet(int looks, double medianDb, double lowestDb, double t3, double t6) {
        GammaMean noise = new GammaMean(looks);

        assertThat(Decibels.of(noise.median())).isEqualTo(medianDb, within(6e-4));
        assertThat(-Decibels.of(noise.meanOfLowest(0.2))).isEqualTo(lowestDb, within(6e-3));
        assertThat(noise.threshold(1e-3)).isEqualTo(t3, within(6e-4));
        assertThat(noise.threshold(1e-6)).isEqualTo(t6, within(6e-4));
    }

    @Test
    void middleOfANormalDistributionIsFoundFromItsSquare() {
        assertThat(GammaMean.normalHalfWidth(0.99)).isEqualTo(2.575829, within(1e-6));
    }

    @Test
    void lessThanOneLookIsRefused() {
        assertThatThrownBy(() -> new GammaMean(0.5)).hasMessage("a mean power stands for at least 1 look: 0.5");
        assertThatThrownBy(() -> new GammaMean(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
