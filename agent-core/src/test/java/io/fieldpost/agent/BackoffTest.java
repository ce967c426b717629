package io.fieldpost.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Property
    void everyWaitLiesInTheUpperHalfOfABoundThatDoublesUpToTheLimit(
            @ForAll long seed,
            @ForAll @LongRange(min = 1, max = Long.MAX_VALUE / 4) long first,
            @ForAll @LongRange(min = 1, max = 4) long factor,
            @ForAll @IntRange(min = 1, max = 200) int failures) {
        long longest = first * factor;
        Backoff backoff = new Backoff(Duration.ofNanos(first), new SplittableRandom(seed));
        long bound = first;
        for (int i = 0; i < failures; i++) {
            assertThat(backoff.nextNanos(Duration.ofNanos(longest))).isBetween(bound / 2, bound);
            bound = bound > longest / 2 ? longest : bound * 2;
        }
        assertThat(backoff.failures()).isEqualTo(failures);
    }

    @Test
    void resetBeginsWithTheFirstWait() {
        Backoff backoff = backoff(1);
        for (int i = 0; i < 10; i++) {
            backoff.nextNanos(MINUTE);
        }
        backoff.reset();
        assertThat(backoff.nextNanos(MINUTE))
                .isLessThanOrEqualTo(Duration.ofSeconds(1).toNanos());
    }

    @Test
    void gatewaysDoNotReturnTogether() {
        assertThat(backoff(1).nextNanos(MINUTE)).isNotEqualTo(backoff(2).nextNanos(MINUTE));
    }

    @Test
    void limitOfThisFailureAloneHolds() {
        Backoff backoff = backoff(1);
        for (int i = 0; i < 10; i++) {
            backoff.nextNanos(MINUTE);
        }
        assertThat(backoff.nextNanos(Duration.ofMillis(10))).isLessThanOrEqualTo(10_000_000);
    }

    @Test
    void firstWaitOfNothingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ZERO, new SplittableRandom(1)));
    }

    private static Backoff backoff(long seed) {
        return new Backoff(Duration.ofSeconds(1), new SplittableRandom(seed));
    }
}
