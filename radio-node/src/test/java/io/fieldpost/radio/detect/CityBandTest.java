package io.fieldpost.radio.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.radio.simulation.CityBand;
import org.junit.jupiter.api.Test;

/** Precision and recall over a synthetic city. Figures over the whole range of SNR: DetectionPlot. */
class CityBandTest {
    @Test
    void stationsOfACityAreFoundAndNothingElse() {
        CityScore score = new CityScore(CityBand.mixed(1)).run(900);
        score.recallBySnr().forEach((snr, recall) -> System.out.printf("%4.0f dB: recall %.4f%n", snr, recall));
        System.out.printf("precision %.4f, recall %.4f%n", score.precision(), score.recall());
        score.recallBySnr().forEach((snr, recall) -> {
            if (snr >= 6) {
                assertThat(recall).as("recall at %.0f dB", snr).isGreaterThanOrEqualTo(0.99);
            }
        });
        assertThat(score.precision())
                .as(() -> "precision; no stations: " + score.strangers())
                .isGreaterThanOrEqualTo(0.99);
    }
}
