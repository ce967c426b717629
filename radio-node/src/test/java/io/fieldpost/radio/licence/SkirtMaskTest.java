package io.fieldpost.radio.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.radio.licence.SkirtMask.Strong;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkirtMaskTest {
    @ParameterizedTest
    @CsvSource({"0, 10", "0.75, 10", "0.875, 17.5", "1, 25", "1.25, 32.5", "2, 50", "3, 60", "5, 65", "10, 65"})
    void maskIsLinearBetweenItsPoints(double widths, double belowDb) {
        assertThat(SkirtMask.neededDb(widths)).isCloseTo(belowDb, within(1e-9));
    }

    /** Around 100 MHz, 200 kHz wide, −20 dB. */
    @ParameterizedTest
    @CsvSource({"100.2, -46, true", "100.2, -44, false", "99.8, -46, true", "102.1, -95, false"})
    void onlyWhatLiesUnderTheMaskIsExplained(double mhz, double levelDb, boolean explained) {
        List<Strong> strong = List.of(new Strong(OnAir.emission(1, 100, 180, -20), 200e3));
        assertThat(SkirtMask.explains(strong, OnAir.emission(2, mhz, 20, levelDb)))
                .isEqualTo(explained);
    }
}
