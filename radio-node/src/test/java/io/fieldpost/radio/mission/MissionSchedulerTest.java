package io.fieldpost.radio.mission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.radio.mission.MissionState.Phase;
import io.fieldpost.radio.receiver.Blocks;
import io.fieldpost.radio.receiver.SampleBlock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MissionSchedulerTest {
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final long BLOCK_NANOS = 10_000_000;
    private static final SampleBlock BLOCK = Blocks.of(new byte[0], 0);

    private final MissionScheduler<SampleBlock> scheduler = new MissionScheduler<>();
    private final List<String> told = new ArrayList<>();
    private long nowNanos;

    /** Takes so many blocks for a run, and tells what happens to it. */
    private final class Blockwise implements Activity<SampleBlock> {
        private final String name;
        private final int blocks;
        private int left;

        Blockwise(String name, int blocks) {
            this.name = name;
            this.blocks = blocks;
        }

        @Override
        public void begin(long now, long skippedStarts) {
            left = blocks;
            told.add(name + " begins");
        }

        @Override
        public void suspend(long now) {
            told.add(name + " yields with " + left);
        }

        @Override
        public void resume(long now) {
            told.add(name + " resumes");
        }

        @Override
        public boolean step(SampleBlock block, long now) {
            return --left == 0;
        }

        @Override
        public void end() {
            told.add(name + " ends");
        }
    }

    private void add(String name, int blocks, Timing timing) {
        scheduler.add(name, new Blockwise(name, blocks), timing, nowNanos);
    }

    private void pass(Duration time) {
        for (long end = nowNanos + time.toNanos(); nowNanos < end; nowNanos += BLOCK_NANOS) {
            String finished = scheduler.step(BLOCK, nowNanos, START.plusNanos(nowNanos));
            if (finished != null) {
                told.add(finished + " done");
            }
        }
    }

    private MissionState state(String name) {
        return scheduler.states().stream()
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Timing every(long millis, int priority) {
        return new Timing(Duration.ofMillis(millis), priority, null, null, time -> true);
    }

    @Test
    void moreUrgentMissionTakesTheReceiverAndTheOtherGoesOnWhereItWas() {
        add("scan", 50, every(1000, 10));
        pass(Duration.ofMillis(100));
        add("alarm", 5, Timing.once(90));
        pass(Duration.ofMillis(1000));

        assertThat(told)
                .startsWith(
                        "scan begins",
                        "scan yields with 40",
                        "alarm begins",
                        "alarm done",
                        "scan resumes",
                        "scan done");
        assertThat(state("scan").preemptions()).isEqualTo(1);
        assertThat(state("alarm").phase()).isEqualTo(Phase.OVER);
    }

    @Test
    void missionOfTheSamePriorityWaitsForTheEndOfARun() {
        add("first", 50, every(1000, 50));
        pass(Duration.ofMillis(100));
        add("second", 5, every(1000, 50));
        pass(Duration.ofMillis(500));

        assertThat(told).startsWith("first begins", "first done", "second begins", "second done");
    }

    @Test
    void longAndShortRunsGetTheSameShareWhenBothAlwaysWantTheReceiver() {
        add("recording", 600, every(10, 50));
        add("scan", 7, every(10, 50));
        pass(Duration.ofMinutes(10));

        double share = (double) state("scan").airtimeNanos()
                / (state("scan").airtimeNanos() + state("recording").airtimeNanos());
        // A recording of 6 s is the grain: 1 % of ten minutes.
        assertThat(share).isEqualTo(0.5, within(0.01));
    }

    @Test
    void missionThatRestedHasNoClaimToTheTimeItDidNotUse() {
        add("always", 10, every(10, 50));
        pass(Duration.ofMinutes(5));
        add("late", 10, every(10, 50));
        pass(Duration.ofMinutes(1));

        // A minute holds 600 runs of 0.1 s.
        assertThat(state("late").runs()).isBetween(299L, 301L);
    }

    @Test
    void missionThatFitsKeepsItsIntervalBesideOneThatAlwaysWants() {
        add("greedy", 90, every(50, 50));
        add("modest", 20, every(5000, 50));
        pass(Duration.ofMinutes(1));

        assertThat(state("modest").runs()).isEqualTo(12);
        assertThat(state("modest").skipped()).isZero();
        assertThat(state("greedy").skipped()).isPositive();
    }

    @Test
    void startsThatFindTheLastRunUnfinishedAreSkippedAndCounted() {
        add("slow", 25, every(100, 50));
        pass(Duration.ofSeconds(3));

        // Runs begin at 0, 250, 500 ms …: of 30 starts in 3 s, 12 are used.
        assertThat(state("slow").runs()).isEqualTo(12);
        assertThat(state("slow").skipped()).isBetween(16L, 18L);
    }

    @Test
    void startsOutsideTheHoursAreNotSkippedStarts() {
        Timing evenSeconds = new Timing(Duration.ofMillis(100), 50, null, null, time -> time.getEpochSecond() % 2 == 0);
        add("timed", 2, evenSeconds);
        pass(Duration.ofSeconds(10));

        assertThat(state("timed").runs()).isBetween(50L, 51L);
        assertThat(state("timed").skipped()).isZero();
    }

    @Test
    void missionBeginsAndEndsAtItsTimes() {
        add(
                "window",
                1,
                new Timing(Duration.ofMillis(100), 50, START.plusSeconds(2), START.plusSeconds(3), time -> true));
        pass(Duration.ofMillis(1990));
        assertThat(state("window").runs()).isZero();
        pass(Duration.ofSeconds(5));
        assertThat(state("window").runs()).isEqualTo(10);
        assertThat(state("window").phase()).isEqualTo(Phase.OVER);
        scheduler.forgetThoseOver();
        assertThat(scheduler.states()).isEmpty();
        assertThat(told).endsWith("window ends");
    }

    @Test
    void pausedMissionYieldsAndGoesOnLater() {
        add("scan", 50, every(1000, 50));
        pass(Duration.ofMillis(100));
        assertThat(scheduler.pause("scan", true, nowNanos)).isTrue();
        pass(Duration.ofSeconds(10));
        assertThat(state("scan").phase()).isEqualTo(Phase.PAUSED);
        scheduler.pause("scan", false, nowNanos);
        pass(Duration.ofMillis(400));

        assertThat(told).containsExactly("scan begins", "scan yields with 40", "scan resumes", "scan done");
        assertThat(scheduler.pause("nobody", true, nowNanos)).isFalse();
    }

    @Test
    void removedMissionIsEndedAndTheNextHasTheReceiver() {
        add("scan", 50, every(1000, 50));
        add("other", 5, every(1000, 50));
        pass(Duration.ofMillis(100));
        assertThat(scheduler.remove("scan")).isTrue();
        pass(Duration.ofMillis(60));

        assertThat(told).containsExactly("scan begins", "scan ends", "other begins", "other done");
        assertThat(scheduler.remove("scan")).isFalse();
    }

    @Test
    void twoMissionsOfOneNameAreRefused() {
        add("scan", 5, every(1000, 50));
        assertThatThrownBy(() -> add("scan", 5, every(1000, 50)))
                .hasMessage("a mission of this name exists already: scan");
    }
}
