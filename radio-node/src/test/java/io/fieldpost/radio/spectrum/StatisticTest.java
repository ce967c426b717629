package io.fieldpost.radio.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticTest {
    @ParameterizedTest
    @ValueSource(strings = {"min", "max", "median", "p90", "p99.9", "p99.99", "p5", "p0.1"})
    void isReadAsItIsWritten(String text) {
        assertThat(Statistic.parse(text).text()).isEqualTo(text);
    }

    @Test
    void medianIsTheFiftiethPercentile() {
        assertThat(Statistic.parse("p50")).isEqualTo(Statistic.MEDIAN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mean ", "p", "p-1", "p100", "p1e1", "90", "pNaN"})
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> Statistic.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("statistic is none of min, max, median and a percentile such as p90: " + text);
    }

    @Test
    void quantileLiesBetweenNothingAndEverything() {
        assertThatThrownBy(() -> Statistic.parse("p0")).hasMessage("quantile is not between 0 and 1: 0.0");
    }
}
