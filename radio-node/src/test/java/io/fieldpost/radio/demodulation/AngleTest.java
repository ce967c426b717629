package io.fieldpost.radio.demodulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AngleTest {
    @Test
    void agreesWithTheLibraryAllTheWayRound() {
        for (int i = -10_000; i <= 10_000; i++) {
            double angle = Math.PI * i / 10_000.5;
            float y = (float) (3e-4 * Math.sin(angle));
            float x = (float) (3e-4 * Math.cos(angle));
            assertThat((double) Angle.of(y, x)).isEqualTo(Math.atan2(y, x), within(4e-7));
        }
        assertThat(Angle.of(0, 0)).isZero();
        assertThat(Angle.of(0, -1)).isEqualTo((float) Math.PI);
    }
}
