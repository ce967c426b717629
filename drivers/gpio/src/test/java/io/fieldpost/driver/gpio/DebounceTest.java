package io.fieldpost.driver.gpio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DebounceTest {
    private static final long MS = 1_000_000;

    private final Debounce debounce = new Debounce(5 * MS, false, 0);

    @Test
    void levelThatHoldsIsAPulseOnceItHasHeld() {
        debounce.edge(true, 100 * MS);
        debounce.look(104 * MS);
        assertThat(debounce.pulses()).isZero();
        debounce.look(105 * MS);
        assertThat(debounce.pulses()).isOne();
        assertThat(debounce.settled()).isTrue();
    }

    @Test
    void pulseThatIsOverBeforeTheNextLookIsCounted() {
        debounce.edge(true, 100 * MS);
        debounce.edge(false, 130 * MS);
        debounce.look(1000 * MS);
        assertThat(debounce.pulses()).isOne();
        assertThat(debounce.settled()).isFalse();
        assertThat(debounce.takeWasActive()).isTrue();
        assertThat(debounce.takeWasActive()).isFalse();
    }

    @Test
    void contactThatBouncesOnBothEdgesIsOnePulse() {
        for (int at : new int[] {100, 130}) {
            boolean rising = at == 100;
            debounce.edge(rising, at * MS);
            debounce.edge(!rising, (at + 1) * MS);
            debounce.edge(rising, (at + 2) * MS);
        }
        debounce.look(200 * MS);
        assertThat(debounce.pulses()).isOne();
        assertThat(debounce.dropped()).isEqualTo(2);
        assertThat(debounce.edges()).isEqualTo(6);
    }

    @Test
    void disturbanceThatIsTooShortIsNone() {
        debounce.edge(true, 100 * MS);
        debounce.edge(false, 102 * MS);
        debounce.look(200 * MS);
        assertThat(debounce.pulses()).isZero();
        assertThat(debounce.dropped()).isOne();
        assertThat(debounce.takeWasActive()).isFalse();
    }

    @Test
    void withoutDebounceEachRiseIsAPulse() {
        Debounce none = new Debounce(0, false, 0);
        for (int i = 0; i < 1000; i++) {
            none.edge(i % 2 == 0, i);
        }
        assertThat(none.pulses()).isEqualTo(500);
        assertThat(none.dropped()).isZero();
    }

    @Test
    void beingOnAtTheBeginningIsNoPulse() {
        Debounce on = new Debounce(5 * MS, true, 0);
        on.look(100 * MS);
        assertThat(on.pulses()).isZero();
        on.edge(false, 200 * MS);
        on.edge(true, 300 * MS);
        on.look(400 * MS);
        assertThat(on.pulses()).isOne();
    }

    @Test
    void levelThatIsTheSameAlreadyTellsNothing() {
        debounce.edge(true, 100 * MS);
        debounce.edge(true, 103 * MS);
        debounce.look(105 * MS);
        assertThat(debounce.pulses()).isOne();
        assertThat(debounce.edges()).isOne();
    }

    @Test
    void stormIsRestlessAndCountsNothing() {
        long now = 100 * MS;
        for (int i = 0; i < 20_000; i++, now += 50_000) {
            debounce.edge(i % 2 == 0, now);
        }
        assertThat(debounce.pulses()).isZero();
        assertThat(debounce.restlessNanos(now)).isGreaterThan(900 * MS);
        debounce.look(now + 10 * MS);
        assertThat(debounce.restlessNanos(now + 10 * MS)).isZero();
    }

    /** Against the definition, which sees the levels with their lengths: how often is one that held on, after one that held and was off. */
    @Property
    void pulsesAreTheRisesOfLevelsThatHeld(@ForAll @Size(max = 60) List<@IntRange(min = 1, max = 12) Integer> gapsMs) {
        Debounce tried = new Debounce(5 * MS, false, 0);
        long now = 0;
        boolean level = false;
        for (int gap : gapsMs) {
            now += gap;
            level = !level;
            tried.edge(level, now * MS);
        }
        tried.look((now + 100) * MS);
        boolean settled = false;
        int pulses = 0;
        boolean held = false;
        for (int i = 0; i <= gapsMs.size(); i++) {
            int lasts = i == gapsMs.size() ? 100 : gapsMs.get(i);
            if (lasts >= 5 && held != settled) {
                settled = held;
                pulses += settled ? 1 : 0;
            }
            held = !held;
        }
        assertThat(tried.pulses()).isEqualTo(pulses);
    }
}
