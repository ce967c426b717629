package io.fieldpost.driver.meters;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CJ/T 188-2018, table 20. */
class UnitCodeTest {
    @ParameterizedTest
    @CsvSource({
        "1, J",
        "2, W.h",
        "3, 10.W.h",
        "4, 100.W.h",
        "6, 10.kW.h",
        "10, 100.MW.h",
        "19, 100.GJ",
        "20, W",
        "41, L",
        "43, 100.L",
        "44, m3",
        "45, 10.m3",
        "46, 100.m3",
        "53, m3/h",
        "64, J/h",
        "73, GJ/h",
        "75, 100.GJ/h"
    })
    void codeIsAUnitItsTenfoldOrItsHundredfold(int code, String ucum) {
        assertThat(UnitCode.ucum(code)).contains(ucum);
        assertThat(UnitCode.isKnown(ucum)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0", "29", "40", "47", "65", "76", "255"})
    void codeThatTheTableHasNotIsNone(int code) {
        assertThat(UnitCode.ucum(code)).isEmpty();
    }

    @Test
    void unitThatNoMeterTellsIsNotKnown() {
        assertThat(UnitCode.isKnown("10.J")).isFalse();
        assertThat(UnitCode.isKnown("t")).isFalse();
    }
}
