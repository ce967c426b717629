package io.fieldpost.driver.meters;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** How it goes with one meter in one round: when to ask it for more, and what its silence means. */
final class MeterVisit {
    /** Silent about so many items in a row, a meter is not asked for the rest of them. */
    private static final int MOST_MUTE = 2;

    private static final int MOST_DAMAGED = 2;

    private final MeterStation station;
    private final InstantSource clock;
    private final boolean due;
    private final List<String> mute = new ArrayList<>();
    private boolean heard;
    private int damaged;
    private LineFault lastDamage = LineFault.SILENCE;

    MeterVisit(MeterStation station, InstantSource clock) {
        this.station = station;
        this.clock = clock;
        this.due = station.isDue(clock.instant());
    }

    /** Whether to ask for an item. */
    boolean wants(String item) {
        return due
                && damaged < MOST_DAMAGED
                && (heard || mute.size() < MOST_MUTE)
                && station.isDue(item, clock.instant());
    }

    /** Quality of an item that is not asked for. */
    LineFault reasonNotToAsk() {
        return damaged < MOST_DAMAGED ? LineFault.SILENCE : lastDamage;
    }

    /** Whether a missing answer is worth another attempt at once. */
    boolean isHopeful() {
        return station.isResponsive() && mute.isEmpty();
    }

    void took(String item, ItemAnswer answer) {
        if (MeterRounds.isSilence(answer)) {
            mute.add(item);
            return;
        }
        heard = true;
        if (answer instanceof ItemAnswer.Failed failed) {
            station.answeredDamaged(item);
            damaged++;
            lastDamage = failed.fault();
        } else {
            station.answered(item);
        }
    }

    void end() {
        if (mute.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        if (heard) {
            mute.forEach(item -> station.wasMuteAbout(item, now));
        } else {
            station.fellSilent(now);
        }
    }
}
