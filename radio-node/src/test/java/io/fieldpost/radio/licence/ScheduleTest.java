package io.fieldpost.radio.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    /** 6 March 2026 is a Friday; Shanghai is eight hours ahead of UTC. */
    @ParameterizedTest
    @CsvSource({
        "Mon-Fri 05:30-24:00 Asia/Shanghai, 2026-03-05T21:29:59Z, false",
        "Mon-Fri 05:30-24:00 Asia/Shanghai, 2026-03-05T21:30:00Z, true",
        "Mon-Fri 05:30-24:00 Asia/Shanghai, 2026-03-06T15:59:59Z, true",
        "Mon-Fri 05:30-24:00 Asia/Shanghai, 2026-03-06T16:00:00Z, false",
        "Fri 22:00-02:00 UTC, 2026-03-07T01:59:59Z, true",
        "Fri 22:00-02:00 UTC, 2026-03-07T02:00:00Z, false",
        "Fri 22:00-02:00 UTC, 2026-03-06T01:00:00Z, false",
        "'sat,SUN 00:00-24:00 UTC; daily 06:00-07:00 UTC', 2026-03-06T06:30:00Z, true",
        "'Sun-Mon 10:00-11:00 UTC', 2026-03-09T10:00:00Z, true",
    })
    void stationIsDueWhenARuleHoldsWhereItIsMeant(String schedule, Instant time, boolean due) {
        assertThat(Schedule.parse(schedule).due(time)).isEqualTo(due);
    }

    @Test
    void nothingAndAlwaysAreWithoutAPause() {
        assertThat(Schedule.parse(" ").due(Instant.EPOCH)).isTrue();
        assertThat(Schedule.parse("Always").due(Instant.EPOCH)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mon",
                "Mon 08:00 UTC",
                "Mon 08:00-25:00 UTC",
                "Mon 24:00-25:00 UTC",
                "Mon 08:60-09:00 UTC",
                "Mon, 08:00-09:00 UTC",
                "Mo 08:00-09:00 UTC",
                "Mon 08:00-09:00 Changan",
                "Mon 08:00-09:00 UTC;"
            })
    void whatIsNoScheduleIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> Schedule.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write it like Mon-Fri 05:30-24:00 Asia/Shanghai");
    }
}
