package io.fieldpost.radio.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GammaLawTest {
    /** For one look, noise is exponential: P(x > t) = exp(−t). */
    @Test
    void powerOfOneLookIsExponential() {
        assertThat(GammaLaw.threshold(1, 1e-3)).isCloseTo(Math.log(1e3), within(1e-9));
        assertThat(GammaLaw.above(1, 0.7)).isCloseTo(Math.exp(-0.7), within(1e-12));
    }

    /** Two looks: P(x > t) = (1 + 2t) exp(−2t). */
    @Test
    void powerOfTwoLooksIsErlang() {
        assertThat(GammaLaw.above(2, 1.5)).isCloseTo(4 * Math.exp(-3), within(1e-12));
    }

    /** Percentage points of chi-square with 2M degrees of freedom, halved. */
    @ParameterizedTest
    @CsvSource({
        "5, 1e-3, 2.959",
        "5, 1e-6, 4.686",
        "10, 1e-3, 2.266",
        "50, 1e-6, 1.821",
        "100, 1e-3, 1.338",
        "100, 1e-6, 1.549"
    })
    void thresholdsAreThoseOfTheChiSquareTables(double looks, double probability, double level) {
        assertThat(GammaLaw.threshold(looks, probability)).isCloseTo(level, within(6e-4));
    }

    @Test
    void looksNeedNotBeWhole() {
        assertThat(GammaLaw.threshold(7.5, 1e-4)).isBetween(GammaLaw.threshold(8, 1e-4), GammaLaw.threshold(7, 1e-4));
    }

    /** I_x(1, b) = 1 − (1 − x)^b; I_½(a, a) = ½. */
    @Test
    void betaFunctionKnowsItsSimpleCases() {
        assertThat(GammaLaw.beta(1, 5, 0.2)).isCloseTo(1 - Math.pow(0.8, 5), within(1e-12));
        assertThat(GammaLaw.beta(37.5, 37.5, 0.5)).isCloseTo(0.5, within(1e-10));
    }

    /** α = N (Pfa^(−1/N) − 1) for a single look. */
    @ParameterizedTest
    @CsvSource({"16, 1e-3, 8.639", "16, 1e-6, 21.942", "24, 1e-4, 11.227", "64, 1e-6, 15.420"})
    void cellAveragingFactorForOneLookIsTheTextbooks(int cells, double probability, double factor) {
        assertThat(CfarRule.AVERAGE.factor(1, cells, probability)).isCloseTo(factor, within(1e-3));
    }

    /** Rohling 1983, eq. 37: Pfa = k C(N, k) (k − 1)! Γ(α + N − k + 1) / Γ(α + N + 1) = Π_{i<k} (N − i)/(N − i + α). */
    @ParameterizedTest
    @CsvSource({"16, 5.0", "24, 8.0", "32, 12.0"})
    void orderedStatisticForOneLookIsRohlings(int cells, double factor) {
        double product = 1;
        for (int i = 0; i < CfarRule.rank(cells); i++) {
            product *= (cells - i) / (cells - i + factor);
        }
        assertThat(CfarRule.ORDERED.falseAlarm(1, cells, factor)).isCloseTo(product, within(product * 1e-3));
    }

    /** Many looks: both rules need little more than the threshold for a known floor. */
    @Test
    void factorsOfManyTrainingCellsApproachTheKnownFloor() {
        double known = GammaLaw.threshold(16, 1e-4);
        assertThat(CfarRule.AVERAGE.factor(16, 2000, 1e-4)).isCloseTo(known, within(0.01));
    }
}
