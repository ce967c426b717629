package io.fieldpost.agent.plugin.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineLimitTest {
    private static final long SECOND = 1_000_000_000;

    private static int admitted(LineLimit limit, long now, int lines) {
        int admitted = 0;
        for (int i = 0; i < lines; i++) {
            admitted += limit.admits(now) ? 1 : 0;
        }
        return admitted;
    }

    @Test
    void thirtyLinesPassAtOnceAndOneMoreEveryTenSecondsAndTheRestIsCounted() {
        LineLimit limit = new LineLimit(-5 * SECOND);

        assertThat(admitted(limit, 0, 100)).isEqualTo(30);
        assertThat(limit.takeLeftOut()).isEqualTo(70);
        assertThat(admitted(limit, 4 * SECOND, 10)).isZero();
        assertThat(admitted(limit, 5 * SECOND, 10)).isEqualTo(1);
        assertThat(admitted(limit, 14 * SECOND, 10)).isZero();
        assertThat(admitted(limit, 45 * SECOND, 10)).isEqualTo(4);
        assertThat(limit.takeLeftOut()).isEqualTo(10 + 9 + 10 + 6);
        assertThat(admitted(limit, 10_000 * SECOND, 100)).isEqualTo(30);
    }
}
