package io.fieldpost.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
    private static final long A_HUNDRED_YEARS = 36_500L * 86_400 * 1_000_000_000;

    @ParameterizedTest
    @CsvSource({
        "500ms, 500000000",
        "1s, 1000000000",
        "2min, 120000000000",
        "1h30min, 5400000000000",
        "1h 30 min, 5400000000000",
        "1d, 86400000000000",
        "0s, 0",
        "1.5s, 1500000000",
        "10us, 10000",
        "36500d, 3153600000000000000"
    })
    void durationsAreExact(String text, long nanos) {
        assertThat(Durations.parse(text)).isEqualTo(Duration.ofNanos(nanos));
    }

    @ParameterizedTest
    @CsvSource({
        "98.5MHz, 98500000",
        "12.5kHz, 12500",
        "1.2GHz, 1200000000",
        "50Hz, 50",
        "0.000001MHz, 1",
        "98.5 MHz, 98500000",
        "98.5M, 98500000",
        "12.5k, 12500",
        "1.2G, 1200000000"
    })
    void fractionsOfAFrequencyAreExact(String text, long hertz) {
        assertThat(Frequency.parse(text)).isEqualTo(new Frequency(hertz));
    }

    @ParameterizedTest
    @CsvSource({
        "64MiB, 67108864",
        "2GiB, 2147483648",
        "512KiB, 524288",
        "1000B, 1000",
        "1kB, 1000",
        "64MB, 64000000",
        "1.5GiB, 1610612736"
    })
    void sizesAreBinaryOrDecimalAsWritten(String text, long bytes) {
        assertThat(ByteSize.parse(text)).isEqualTo(new ByteSize(bytes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "s",
                "1",
                "-1s",
                "1.2.3s",
                ".s",
                "1s1",
                "1ss",
                "0.1ns",
                "36501d",
                "1m",
                "1M",
                "１s",
                "1s,1min",
                "99999999999999999999999999999999999999999s"
            })
    void whatIsNoDurationIsRefused(String text) {
        assertThatThrownBy(() -> Durations.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"98.5", "MHz", "98,5MHz", "0.5Hz", "-1Hz", "98.5mhz", "98MHz5kHz", "9999999999GHz"})
    void whatIsNoFrequencyIsRefused(String text) {
        assertThatThrownBy(() -> Frequency.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"64", "64mib", "64M", "0.5B", "-1B", "9EiB", "9999999TiB"})
    void whatIsNoSizeIsRefused(String text) {
        assertThatThrownBy(() -> ByteSize.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theMostLikelyUnitIsSuggested() {
        assertThatThrownBy(() -> Frequency.parse("98.5mhz")).hasMessageEndingWith("did you mean '98.5MHz'?");
        assertThatThrownBy(() -> Durations.parse("5m")).hasMessageEndingWith("did you mean '5min'?");
        assertThatThrownBy(() -> ByteSize.parse("64M")).hasMessageEndingWith("did you mean '64MiB'?");
        assertThatThrownBy(() -> ByteSize.parse("64 parsecs"))
                .hasMessage("'64 parsecs' is not a size: unknown unit 'parsecs';"
                        + " allowed: B, kB, KiB, MB, MiB, GB, GiB, TB, TiB");
    }

    @Test
    void theShortestExactFormIsPrinted() {
        assertThat(new Frequency(98_500_000)).hasToString("98.5MHz");
        assertThat(new Frequency(0)).hasToString("0Hz");
        assertThat(new Frequency(1_001)).hasToString("1001Hz");
        assertThat(new Frequency(100_000)).hasToString("100kHz");
        assertThat(new ByteSize(1L << 20)).hasToString("1MiB");
        assertThat(new ByteSize(1_000_000)).hasToString("1MB");
        assertThat(new ByteSize(2L << 30)).hasToString("2GiB");
        assertThat(Durations.format(Duration.ZERO)).isEqualTo("0s");
        assertThat(Durations.format(Duration.ofMinutes(90))).isEqualTo("1.5h");
        assertThat(Durations.format(Duration.ofSeconds(100))).isEqualTo("100s");
        assertThat(Durations.format(Duration.ofDays(1))).isEqualTo("1d");
        assertThat(FrequencyRange.parse("87MHz..108MHz")).hasToString("87MHz..108MHz");
    }

    @Test
    void aRangeIsReadAsPeopleWriteItOnACommandLine() {
        assertThat(FrequencyRange.parse("87M:108M")).isEqualTo(FrequencyRange.parse("87MHz..108MHz"));
        assertThat(FrequencyRange.parse("433.05 MHz:434.79M")).hasToString("433.05MHz..434.79MHz");
        assertThatThrownBy(() -> FrequencyRange.parse("87M:108M:1k")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FrequencyRange.parse("87M-108M")).hasMessageContaining("'..' is missing");
    }

    @Test
    void aRangeGoesUpwards() {
        assertThatThrownBy(() -> FrequencyRange.parse("108MHz..87MHz"))
                .hasMessage("a range must end above its start, found 108MHz..87MHz");
        assertThatThrownBy(() -> FrequencyRange.parse("87MHz...108MHz")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FrequencyRange.parse("87..108MHz"))
                .hasMessageContaining("'87' is not a frequency: the unit is missing");
    }

    @Property
    void everyFrequencyReadsBack(@ForAll @LongRange(min = 0) long hertz) {
        Frequency frequency = new Frequency(hertz);
        assertThat(Frequency.parse(frequency.toString())).isEqualTo(frequency);
    }

    @Property
    void everySizeReadsBack(@ForAll @LongRange(min = 0) long bytes) {
        ByteSize size = new ByteSize(bytes);
        assertThat(ByteSize.parse(size.toString())).isEqualTo(size);
    }

    @Property
    void everyDurationReadsBack(@ForAll @LongRange(min = 0, max = A_HUNDRED_YEARS) long nanos) {
        Duration duration = Duration.ofNanos(nanos);
        assertThat(Durations.parse(Durations.format(duration))).isEqualTo(duration);
    }
}
