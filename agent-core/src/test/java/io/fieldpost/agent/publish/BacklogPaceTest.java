package io.fieldpost.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.config.ByteSize;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BacklogPaceTest {
    private static final int WINDOW = 16;
    private static final int MOST = 12;

    private long now = 5_000 * PublishBench.SECOND;

    @Test
    void quickAnswersRaiseTheAllowanceUpToTheWindowLessItsReserve() {
        BacklogPace pace = opened(null);
        assertThat(pace.allowance()).isEqualTo(1);
        rounds(pace, 10, Duration.ofMillis(50));
        assertThat(pace.allowance()).isEqualTo(MOST);
        assertThat(pace.allows(MOST - 1, now)).isTrue();
        assertThat(pace.allows(MOST, now)).isFalse();
    }

    @Test
    void slowAnswersHalveItOnceARoundAndQuickOnesRaiseItByOneARound() {
        BacklogPace pace = opened(null);
        rounds(pace, 10, Duration.ofMillis(50));
        round(pace, Duration.ofMillis(1_200));
        assertThat(pace.allowance()).isEqualTo(MOST / 2);
        round(pace, Duration.ofMillis(1_200));
        assertThat(pace.allowance()).isEqualTo(MOST / 4);
        round(pace, Duration.ofMillis(50));
        assertThat(pace.allowance()).isEqualTo(MOST / 4 + 1);
        rounds(pace, 20, Duration.ofMillis(50));
        assertThat(pace.allowance()).isEqualTo(MOST);
    }

    @Test
    void neitherQuickNorSlowLeavesItAsItIs() {
        BacklogPace pace = opened(null);
        round(pace, Duration.ofMillis(50));
        int before = pace.allowance();
        rounds(pace, 20, Duration.ofMillis(700));
        assertThat(pace.allowance()).isEqualTo(before);
    }

    @Test
    void itNeverFallsBelowOne() {
        BacklogPace pace = opened(null);
        round(pace, Duration.ofMillis(50));
        rounds(pace, 10, Duration.ofSeconds(5));
        assertThat(pace.allowance()).isEqualTo(1);
        assertThat(pace.allows(0, now)).isTrue();
    }

    /** What holds up a live message is measured by live messages too. */
    @Test
    void aSlowAnswerToALiveMessageHalvesIt() {
        BacklogPace pace = opened(null);
        rounds(pace, 10, Duration.ofMillis(50));
        pace.answered(Lane.Kind.LIVE, now, now + Duration.ofMillis(1_200).toNanos());
        assertThat(pace.allowance()).isEqualTo(MOST / 2);
    }

    /** A satellite in geostationary orbit: 0.6 s for the way there and back alone. */
    @Test
    void aLongWayIsNotTakenForAFullOne() {
        BacklogPace pace = opened(null);
        rounds(pace, 10, Duration.ofMillis(1_400));
        assertThat(pace.allowance()).isEqualTo(MOST);
    }

    @Test
    void anotherConnectionBeginsCarefullyAgain() {
        BacklogPace pace = opened(null);
        rounds(pace, 10, Duration.ofMillis(50));
        pace.opened(1, now);
        rounds(pace, 10, Duration.ofMillis(50));
        assertThat(pace.allowance()).isEqualTo(1);
    }

    @Test
    void aRateIsKeptOverAnyTimeAndALargeMessageIsPaidForAfterwards() {
        BacklogPace pace = opened(new ByteSize(1_000));
        pace.sent(600);
        assertThat(pace.allows(0, now)).isTrue();
        pace.sent(3_000);
        assertThat(pace.allows(0, now)).isFalse();
        now += Duration.ofMillis(2_500).toNanos();
        assertThat(pace.allows(0, now)).isFalse();
        now += Duration.ofMillis(200).toNanos();
        assertThat(pace.allows(0, now)).isTrue();
        now += Duration.ofHours(10).toNanos();
        assertThat(pace.allows(0, now)).isTrue();
        pace.sent(1_000);
        assertThat(pace.allows(0, now)).isFalse();
    }

    private BacklogPace opened(ByteSize rate) {
        BacklogPace pace = new BacklogPace(rate);
        pace.opened(WINDOW, now);
        return pace;
    }

    private void rounds(BacklogPace pace, int rounds, Duration taken) {
        for (int i = 0; i < rounds; i++) {
            round(pace, taken);
        }
    }

    /** As many messages as are allowed, answered together. */
    private void round(BacklogPace pace, Duration taken) {
        int messages = pace.allowance();
        long sent = now;
        now += taken.toNanos();
        for (int i = 0; i < messages; i++) {
            pace.answered(Lane.Kind.BACKLOG, sent, now);
        }
    }
}
