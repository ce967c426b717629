package io.fieldpost.driver.meters;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A register that counts up alone, and what a value below its last one means:
 *
 * <ul>
 *   <li>a fall by more than {@link #ROLL_OVER_PERCENT} of its full scale is its roll-over: it began again at 0
 *   <li>a value no less than the one before the last shows that the last one was too high: one damaged answer in 256 has the right
 *       checksum
 *   <li>any other fall is not believed. When the register comes back to where it was, the readings between were wrong; when it stays
 *       below for long enough, and counts up there, the meter was replaced or set back, and it is followed from there
 * </ul>
 *
 * A rise is always believed: how fast a meter may count is not known here. For one thread.
 */
final class EnergyRegister {
    static final int ROLL_OVER_PERCENT = 80;

    /** So that a register that is read every hour is not followed after its second reading. */
    private static final int FEWEST_READINGS = 3;

    private final long fullScale;
    private final Duration patience;
    private long last;
    private @Nullable Instant lastAt;
    /** The value before the last one, while both belong together. */
    private long earlier;

    private boolean hasEarlier;
    private long low;
    private Instant lowSince = Instant.EPOCH;
    private int lowReadings;

    /**
     * @param fullScale where it begins again at 0, in units of its last digit
     * @param patience how long it must stay below its last value to be followed there
     */
    EnergyRegister(long fullScale, Duration patience) {
        this.fullScale = fullScale;
        this.patience = patience;
    }

    /** What a value means. */
    enum Meaning {
        RISES,
        /** It has begun again at 0: the difference to the last value is the full scale more. */
        ROLLED_OVER,
        /** The last value was too high: a difference to it means nothing. */
        OVERSHOT,
        /** Not believed. */
        FELL,
        /** Believed from now on: a difference to the last value means nothing. */
        REPLACED,
        /** It is back above its last value: what was read between was wrong. */
        RECOVERED
    }

    /**
     * What a value means, and against what it was held.
     *
     * @param before the last value that was believed, in units of the last digit
     */
    record Verdict(Meaning meaning, long before, Instant beforeAt) {}

    /** Goes on from what was known before a restart. */
    void resume(long value, Instant at) {
        last = value;
        lastAt = at;
    }

    /** The last value that was believed, in units of the last digit; of no meaning before there was one. */
    long last() {
        return last;
    }

    /** When it was read; null before there was one. */
    @Nullable
    Instant lastAt() {
        return lastAt;
    }

    Verdict judge(long value, Instant at) {
        Instant beforeAt = lastAt == null ? at : lastAt;
        Verdict verdict = new Verdict(meaning(value, at), lastAt == null ? value : last, beforeAt);
        if (verdict.meaning() != Meaning.FELL) {
            rememberEarlier(verdict.meaning());
            resume(value, at);
            lowReadings = 0;
        }
        return verdict;
    }

    private void rememberEarlier(Meaning meaning) {
        if (meaning != Meaning.OVERSHOT) {
            earlier = last;
            hasEarlier = lastAt != null && meaning != Meaning.REPLACED && meaning != Meaning.ROLLED_OVER;
        }
    }

    private Meaning meaning(long value, Instant at) {
        if (lastAt == null || value >= last) {
            return lowReadings == 0 ? Meaning.RISES : Meaning.RECOVERED;
        }
        if (last - value > fullScale * ROLL_OVER_PERCENT / 100) {
            return Meaning.ROLLED_OVER;
        }
        if (hasEarlier && value >= earlier) {
            return Meaning.OVERSHOT;
        }
        if (lowReadings == 0 || value < low || at.isBefore(lowSince)) {
            lowSince = at;
            lowReadings = 0;
        }
        low = value;
        lowReadings++;
        boolean stays = lowReadings >= FEWEST_READINGS && !at.isBefore(lowSince.plus(patience));
        return stays ? Meaning.REPLACED : Meaning.FELL;
    }
}
