package io.fieldpost.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Ranges against a bit set, which is slow and obvious. */
class SequenceRangesTest {
    private static final int HIGHEST = 60;

    @Property
    void rangesAnswerLikeASetOfBits(@ForAll @Size(max = 30) List<@IntRange(min = 1, max = HIGHEST) Integer> bounds) {
        SequenceRanges ranges = new SequenceRanges();
        BitSet bits = new BitSet();
        for (int i = 0; i + 1 < bounds.size(); i += 2) {
            int first = bounds.get(i);
            int last = Math.min(HIGHEST, first + bounds.get(i + 1) % 5);
            ranges.add(first, last);
            bits.set(first, last + 1);
        }
        assertThat(ranges.highest()).isEqualTo(Math.max(0, bits.length() - 1));
        assertThat(ranges.lowest()).isEqualTo(Math.max(0, bits.nextSetBit(0)));
        for (int i = 1; i <= HIGHEST; i++) {
            assertThat(ranges.firstMissing(i)).isEqualTo(bits.nextClearBit(i));
            assertThat(ranges.lastMissing(i)).isEqualTo(bits.previousClearBit(i));
            assertThat(ranges.countWithin(i, HIGHEST))
                    .isEqualTo(bits.get(i, HIGHEST + 1).cardinality());
            assertThat(ranges.covers(i, i)).isEqualTo(bits.get(i));
        }
        assertThat(ranges.missing())
                .isEqualTo(bits.isEmpty() ? 0 : bits.length() - bits.nextSetBit(0) - bits.cardinality());
        for (int i = 0; i < ranges.count(); i++) {
            assertThat(bits.get((int) ranges.first(i) - 1)).isFalse();
            assertThat(bits.get((int) ranges.last(i) + 1)).isFalse();
        }
    }

    @Property
    void whatTwoSetsShareIsInBoth(
            @ForAll @Size(max = 20) List<@IntRange(min = 1, max = HIGHEST) Integer> one,
            @ForAll @Size(max = 20) List<@IntRange(min = 1, max = HIGHEST) Integer> other) {
        SequenceRanges first = new SequenceRanges();
        SequenceRanges second = new SequenceRanges();
        one.forEach(first::add);
        other.forEach(second::add);
        SequenceRanges both = first.and(second);
        for (int i = 1; i <= HIGHEST; i++) {
            assertThat(both.covers(i, i)).isEqualTo(one.contains(i) && other.contains(i));
        }
    }

    @Test
    void joiningTheLowestTwoSaysHowManyNumbersLayBetween() {
        SequenceRanges ranges = new SequenceRanges();
        ranges.add(1, 3);
        ranges.add(10, 12);
        ranges.add(20);
        assertThat(ranges.joinLowest()).isEqualTo(6);
        assertThat(ranges.count()).isEqualTo(2);
        assertThat(ranges.covers(1, 12)).isTrue();
    }
}
