package io.fieldpost.radio.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GainTest {
    @ParameterizedTest
    @CsvSource({"28, 280", "28.0, 280", "49.6dB, 496", "-1.0 dB, -10", "0, 0"})
    void numbersAreTenthsOfDb(String text, int tenths) {
        assertThat(Gain.parse(text)).isEqualTo(new Gain.Fixed(tenths));
    }

    @Test
    void autoIsAutomaticAndTheRestIsRefused() {
        assertThat(Gain.parse("auto")).isEqualTo(new Gain.Automatic());
        assertThatThrownBy(() -> Gain.parse("loud"))
                .hasMessage("gain is neither 'auto' nor a number of dB with one decimal: loud");
    }
}
