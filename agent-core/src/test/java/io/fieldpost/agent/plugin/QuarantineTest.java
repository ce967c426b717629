package io.fieldpost.agent.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class QuarantineTest {
    private static final Verdict HANGS = new Verdict(Misconduct.HANGS, "3 calls do not return");
    private static final Verdict ERRORS = new Verdict(Misconduct.ERRORS, "3 errors");

    private final Quarantine quarantine = new Quarantine(GuardLimits.DEFAULT);

    private static long minutes(long minutes) {
        return Duration.ofMinutes(minutes).toNanos();
    }

    @Test
    void isHeldWithTheReasonAndWhatToDo() {
        assertThat(quarantine.hold("acme", "a1", ERRORS, 0))
                .isEqualTo("it is quarantined, 3 errors; tell its vendor, and replace its jars or let it try again with"
                        + " 'fieldpost plugins release acme'");
        assertThat(quarantine.hold("bolt", "b1", HANGS, 0))
                .endsWith("'fieldpost plugins release bolt'; without that it is tried again after 5min");
        assertThat(quarantine.complaint("acme", "a1")).startsWith("it is quarantined");
        assertThat(quarantine.complaint("other", "a1")).isEmpty();
    }

    @Test
    void otherJarsLetItGo() {
        quarantine.hold("acme", "a1", ERRORS, 0);
        assertThat(quarantine.complaint("acme", "a2")).isEmpty();
        assertThat(quarantine.holds("acme")).isFalse();
    }

    @Test
    void mildReasonIsTriedAgainAfterPausesThatGrow() {
        long now = 0;
        for (long pause : new long[] {5, 10, 20, 40, 80, 160, 320, 360, 360}) {
            quarantine.hold("acme", "a1", HANGS, now);
            quarantine.step(now + minutes(pause) - 1);
            assertThat(quarantine.holds("acme")).as("%s min", pause).isTrue();
            now += minutes(pause);
            quarantine.step(now);
            assertThat(quarantine.holds("acme")).as("%s min", pause).isFalse();
        }
    }

    @Test
    void seriousReasonWaitsForAPerson() {
        quarantine.hold("acme", "a1", ERRORS, 0);
        quarantine.step(minutes(100_000));
        assertThat(quarantine.holds("acme")).isTrue();
        String before = quarantine.marks();
        assertThat(quarantine.release("acme")).isTrue();
        assertThat(quarantine.holds("acme")).isFalse();
        assertThat(quarantine.marks()).as("whoever follows it sees a change").isNotEqualTo(before);
        assertThat(quarantine.release("acme")).isFalse();
    }

    @Test
    void personsWordAndOtherJarsBeginThePausesAfresh() {
        for (int i = 0; i < 4; i++) {
            quarantine.hold("acme", "a1", HANGS, 0);
        }
        quarantine.release("acme");
        assertThat(quarantine.hold("acme", "a1", HANGS, 0)).endsWith("after 5min");
        assertThat(quarantine.hold("acme", "a1", HANGS, 0)).endsWith("after 600s");
        assertThat(quarantine.hold("acme", "a2", HANGS, 0)).endsWith("after 5min");
    }
}
