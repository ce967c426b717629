package io.fieldpost.agent.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Each rule on a clock turned by hand: what is just allowed, and the first look that is too much. */
class PluginRulesTest {
    private static final long SECOND = 1_000_000_000;

    private long now;
    private Figures figures = new Figures();
    private final PluginRules rules = new PluginRules(GuardLimits.DEFAULT, figures.get(), 0);

    /** What a plug-in has done so far; a test changes what it is about. */
    private static final class Figures {
        private long accepted;
        private long dropped;
        private long errors;
        private boolean outOfMemory;
        private int hanging;
        private long cutOutput;
        private int threads;
        private int openDrivers = 1;
        private long cpuNanos;

        private PluginFigures get() {
            return new PluginFigures(
                    accepted,
                    dropped,
                    errors,
                    "read ended in an error",
                    outOfMemory,
                    hanging,
                    cutOutput,
                    threads,
                    openDrivers,
                    cpuNanos);
        }
    }

    private Verdict look() {
        now += SECOND;
        return rules.judge(figures.get(), now);
    }

    private void isAllowed(int looks, Runnable each) {
        for (int i = 0; i < looks; i++) {
            each.run();
            assertThat(look()).as("look %s", i).isNull();
        }
    }

    private void isCaught(Misconduct misconduct, String fact) {
        Verdict verdict = look();
        assertThat(verdict).isNotNull();
        assertThat(verdict.misconduct()).isEqualTo(misconduct);
        assertThat(verdict.fact()).isEqualTo(fact);
    }

    @Test
    void twoHangingCallsAreAllowedAndThreeForTenSecondsAreNot() {
        figures.hanging = 2;
        isAllowed(100, () -> {});
        figures.hanging = 3;
        isAllowed(9, () -> {});
        isCaught(Misconduct.HANGS, "3 calls to its drivers do not return although they were interrupted");
    }

    @Test
    void callsThatReturnInTheEndAreForgiven() {
        for (int i = 0; i < 10; i++) {
            figures.hanging = 5;
            isAllowed(9, () -> {});
            figures.hanging = 0;
            isAllowed(1, () -> {});
        }
    }

    @Test
    void thirdErrorWithinTenMinutesIsOneTooMany() {
        figures.errors = 2;
        isAllowed(1, () -> {});
        figures.errors = 3;
        isCaught(Misconduct.ERRORS, "3 times its code ended in an error, last: read ended in an error");
    }

    @Test
    void errorsFarApartAreForgiven() {
        for (int i = 0; i < 6; i++) {
            figures.errors += 2;
            isAllowed(601, () -> {});
        }
    }

    @Test
    void oneErrorThatSaysThatMemoryIsUsedUpIsOneTooMany() {
        figures.errors = 1;
        figures.outOfMemory = true;
        isCaught(Misconduct.ERRORS, "it ran out of memory: read ended in an error");
    }

    @Test
    void whatItDidBeforeItWasLoadedIsForgiven() {
        figures.errors = 50;
        figures.outOfMemory = true;
        PluginRules fresh = new PluginRules(GuardLimits.DEFAULT, figures.get(), 0);
        assertThat(fresh.judge(figures.get(), SECOND)).isNull();
    }

    @Test
    void floodOfTwentySecondsIsOneAndAShorterIsABurst() {
        isAllowed(19, this::flood);
        isAllowed(1, () -> figures.accepted += 1000);
        isAllowed(19, this::flood);
        flood();
        isCaught(Misconduct.FLOODS, "it hands over more than can be taken, 7000 values a second too many");
    }

    private void flood() {
        figures.accepted += 1000;
        figures.dropped += 7000;
    }

    @Test
    void valuesDroppedBecauseTheStoreTakesNothingAreNoFlood() {
        isAllowed(100, () -> figures.dropped += 7000);
    }

    @Test
    void logBeyondItsAllowanceForTwentySecondsIsAFlood() {
        isAllowed(19, () -> figures.cutOutput += 10);
        figures.cutOutput += 10;
        isCaught(Misconduct.LOGS, "it writes more to the log than is let through, 10 bytes since the last look");
    }

    @Test
    void sixtyFourThreadsAreAllowedWhileADriverIsOpen() {
        figures.threads = 64;
        isAllowed(100, () -> {});
        figures.threads = 65;
        isCaught(Misconduct.THREADS, "it has 65 threads of its own, and 64 are allowed");
    }

    @Test
    void threadsThatGoOnAfterTheCloseAreLeft() {
        figures.threads = 9;
        isAllowed(100, () -> {});
        figures.openDrivers = 0;
        isAllowed(9, () -> {});
        isCaught(Misconduct.THREADS_LEFT, "9 threads of it go on although its drivers are closed");
    }

    @Test
    void fewThreadsMayGoOnAfterTheClose() {
        figures.openDrivers = 0;
        figures.threads = 8;
        isAllowed(1000, () -> {});
    }

    @Test
    void processorOfItsOwnForFiveMinutesIsTooMuch() {
        isAllowed(299, () -> figures.cpuNanos += SECOND);
        figures.cpuNanos += SECOND;
        isCaught(Misconduct.CPU, "it has taken 100 % of a processor for 300 s");
    }

    @Test
    void nineTenthsOfAProcessorAreAllowed() {
        isAllowed(1000, () -> figures.cpuNanos += SECOND * 9 / 10);
    }

    @Test
    void timeInWhichNobodyLookedProvesLittle() {
        figures.hanging = 3;
        now += Duration.ofHours(1).toNanos();
        assertThat(rules.judge(figures.get(), now)).isNull();
    }
}
