package io.fieldpost.radio.detect;

import io.fieldpost.radio.detect.EmissionEvent.Change;
import io.fieldpost.radio.spectrum.Decibels;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One emission, or what may become one, while it is followed. */
final class Track {
    /** Weight of a new look in the averages: about three looks. */
    private static final double WEIGHT = 0.3;

    private static final double TOLD_LEVEL_DB = 6;

    private final Instant firstSeen;
    private Detection last;
    private Instant lastSeen;
    private double centerHz;
    private double bandwidthHz;
    private double power;
    private double powerSum;
    private double levelMaxDb;
    private long looksOn = 1;
    private long looksOff;
    private long switchedOn = 1;
    private String emissionClass = "";

    /** Bit 0 is the last look. */
    private long history = 1;

    private Duration excused = Duration.ZERO;
    private int missed;
    private int covered;
    private @Nullable EmissionId id;
    private @Nullable EmissionId parent;
    private @Nullable EmissionId coveredBy;
    private @Nullable Emission told;

    Track(Detection first, Instant time, @Nullable EmissionId parent) {
        this.firstSeen = time;
        this.lastSeen = time;
        this.last = first;
        this.parent = parent;
        this.centerHz = first.centerHz();
        this.bandwidthHz = first.bandwidthHz();
        this.power = Decibels.power(first.levelDb());
        this.powerSum = power;
        this.levelMaxDb = first.levelDb();
    }

    void seen(Detection detection, Instant time) {
        history = history << 1 | 1;
        looksOn++;
        looksOff += missed;
        switchedOn += missed > 0 ? 1 : 0;
        missed = 0;
        excused = Duration.ZERO;
        covered = 0;
        coveredBy = null;
        last = detection;
        lastSeen = time;
        centerHz += WEIGHT * (detection.centerHz() - centerHz);
        bandwidthHz += WEIGHT * (detection.bandwidthHz() - bandwidthHz);
        double now = Decibels.power(detection.levelDb());
        power += WEIGHT * (now - power);
        powerSum += now;
        levelMaxDb = Math.max(levelMaxDb, detection.levelDb());
    }

    void missed() {
        history <<= 1;
        missed++;
    }

    /** Nothing could be learnt of it for a while, which the hold time is longer by. */
    void excuse(Duration blind) {
        excused = excused.plus(blind);
    }

    /** Another emission hides it: neither seen nor missed. */
    void covered(EmissionId by) {
        history <<= 1;
        covered++;
        coveredBy = by;
    }

    boolean proven(Persistence persistence) {
        return hits(persistence) >= persistence.hits();
    }

    /** Whether nothing of it is left among the looks that count. */
    boolean forgotten(Persistence persistence) {
        return hits(persistence) == 0;
    }

    private int hits(Persistence persistence) {
        long window = persistence.looks() == 64 ? -1L : (1L << persistence.looks()) - 1;
        return Long.bitCount(history & window);
    }

    boolean over(Persistence persistence, Instant now) {
        boolean held = now.isBefore(lastSeen.plus(persistence.hold()).plus(excused));
        return missed >= persistence.goneAfterLooks()
                || covered >= persistence.goneAfterLooks()
                || (!held && missed + covered > 0);
    }

    /** Whether more than half of the stretch in which it was last seen was measured. */
    boolean measured(SpectrumRow row) {
        int from = Math.max(0, row.cellOf(last.startHz() + row.stepHz() / 2));
        int to = Math.min(row.cells() - 1, row.cellOf(last.stopHz() - row.stepHz() / 2));
        int good = 0;
        for (int i = from; i <= to; i++) {
            good += Float.isNaN(row.levelDb()[i]) ? 0 : 1;
        }
        return 2 * good * row.stepHz() > last.stopHz() - last.startHz();
    }

    void confirm(EmissionId newId) {
        id = newId;
        told = emission(newId);
    }

    void classify(String found) {
        emissionClass = found;
    }

    /** What is no longer as it was last told; told from now on. */
    Set<Change> changes(double cellHz) {
        Set<Change> changes = EnumSet.noneOf(Change.class);
        Emission before = told;
        if (before == null || id == null) {
            return changes;
        }
        Emission now = emission(id);
        if (Math.abs(now.levelDb() - before.levelDb()) >= TOLD_LEVEL_DB) {
            changes.add(Change.LEVEL);
        }
        if (Math.abs(now.centerHz() - before.centerHz()) >= Math.max(cellHz, before.bandwidthHz() / 10)) {
            changes.add(Change.CENTER);
        }
        if (Math.abs(now.bandwidthHz() - before.bandwidthHz()) >= Math.max(2 * cellHz, before.bandwidthHz() / 2)) {
            changes.add(Change.BANDWIDTH);
        }
        if (!now.emissionClass().equals(before.emissionClass())) {
            changes.add(Change.CLASS);
        }
        if (!changes.isEmpty()) {
            told = now;
        }
        return changes;
    }

    @Nullable
    EmissionId id() {
        return id;
    }

    @Nullable
    EmissionId parent() {
        return parent;
    }

    @Nullable
    EmissionId coveredBy() {
        return coveredBy;
    }

    Detection last() {
        return last;
    }

    Emission emission(EmissionId named) {
        return new Emission(
                named,
                firstSeen,
                lastSeen,
                last.startHz(),
                last.stopHz(),
                centerHz,
                bandwidthHz,
                Decibels.of(power),
                Decibels.of(powerSum / looksOn),
                levelMaxDb,
                last.snrDb(),
                looksOn,
                looksOff,
                switchedOn,
                emissionClass);
    }
}
