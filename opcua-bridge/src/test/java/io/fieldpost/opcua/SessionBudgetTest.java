package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SessionBudgetTest {
    private static final long SECOND = 1_000_000_000L;

    /** Against a count of what was granted within the last minute, for any pace of asking. */
    @Property
    void neverMoreThanSoManyWithinAnyMinute(
            @ForAll @IntRange(min = 1, max = 20) int perMinute,
            @ForAll @LongRange(min = 0, max = 20) long[] secondsBetween) {
        SessionBudget budget = new SessionBudget();
        ArrayDeque<Long> granted = new ArrayDeque<>();
        long now = Long.MAX_VALUE - 40 * SECOND;
        for (long seconds : secondsBetween) {
            now += seconds * SECOND;
            while (!granted.isEmpty() && now - granted.peek() >= 60 * SECOND) {
                granted.remove();
            }
            boolean free = budget.nanosUntilFree(perMinute, now) == 0;
            boolean taken = budget.take(perMinute, now);
            assertThat(taken).isEqualTo(free).isEqualTo(granted.size() < perMinute);
            if (taken) {
                granted.add(now);
            }
        }
    }

    @Test
    void saysWhenTheNextIsFree() {
        SessionBudget budget = new SessionBudget();
        assertThat(budget.take(2, 0)).isTrue();
        assertThat(budget.take(2, 10 * SECOND)).isTrue();
        assertThat(budget.take(2, 20 * SECOND)).isFalse();
        assertThat(budget.nanosUntilFree(2, 20 * SECOND)).isEqualTo(40 * SECOND);
        assertThat(budget.nanosUntilFree(1, 20 * SECOND)).isEqualTo(50 * SECOND);
        assertThat(budget.take(2, 60 * SECOND)).isTrue();
    }
}
