package io.fieldpost.radio.receiver.rows;

import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Joins hops to sweeps, in order of frequency whatever order they come in. A sweep ends when a frequency comes that it has already, with
 * programs that give all hops of a sweep one time also when the time changes, and at once when it has as many hops as the one before it, unless a
 * mark tells it:
 * so a row need not wait for the next sweep to begin.
 *
 * <p>Between hops that do not touch, cells are not-a-number; they make a row suspect for {@code drop} only when it has fewer hops than
 * an earlier one.
 */
final class SweepAssembler {
    /** By what a program shows, besides a frequency that comes again, that a sweep is complete. */
    enum End {
        /** All hops of a sweep have the same time. */
        NEW_TIME,
        /** Nothing. */
        NOTHING,
        /** A mark of its own, for which {@link #finish} is called. */
        MARK
    }

    /** 8 MiB of levels. */
    private static final long MAX_CELLS = 1 << 21;

    private static final double SAME_STEP = 1e-3;

    private final End end;
    private final TreeMap<Double, Segment> hops = new TreeMap<>();
    private final ArrayDeque<SpectrumRow> rows = new ArrayDeque<>();
    private final Set<Double> before = new HashSet<>();
    private int usualHops = Integer.MAX_VALUE;
    private int mostHops;
    private Instant time = Instant.EPOCH;
    private double stepHz;

    SweepAssembler(End end) {
        this.end = end;
    }

    /**
     * Takes a hop.
     *
     * @throws IllegalArgumentException when it can't belong to the sweep; the sweep goes on without it
     */
    void accept(Segment hop) {
        if (hops.containsKey(hop.firstHz())
                || !hops.isEmpty() && (end == End.NEW_TIME && !hop.time().equals(time) || otherStep(hop))) {
            finish();
        }
        if (!hops.isEmpty()) {
            requireRoom(hop);
        } else if (!before.contains(hop.firstHz())) {
            // The sweep before was only the end of one: how many hops there are is not known after all.
            usualHops = Integer.MAX_VALUE;
        }
        stepHz = hops.isEmpty() ? hop.stepHz() : stepHz;
        time = hop.time();
        hops.put(hop.firstHz(), hop);
        if (end != End.MARK && hops.size() == usualHops) {
            finish();
        }
    }

    private boolean otherStep(Segment hop) {
        return Math.abs(hop.stepHz() / stepHz - 1) > SAME_STEP;
    }

    private void requireRoom(Segment hop) {
        double first = Math.min(hop.firstHz(), hops.firstKey());
        Segment highest =
                hop.firstHz() > hops.lastKey() ? hop : hops.lastEntry().getValue();
        double cells = (highest.firstHz() - first) / stepHz + highest.levelDb().length;
        if (cells > MAX_CELLS) {
            throw new IllegalArgumentException("sweep would have more than " + MAX_CELLS + " cells with the hop at "
                    + (long) hop.firstHz() + " Hz; choose a coarser resolution or a narrower range");
        }
    }

    /** Ends the sweep, as at the end of a file. */
    void finish() {
        if (hops.isEmpty()) {
            return;
        }
        double first = hops.firstKey();
        Segment highest = hops.lastEntry().getValue();
        float[] levels = new float[(int) Math.round((highest.firstHz() - first) / stepHz) + highest.levelDb().length];
        Arrays.fill(levels, Float.NaN);
        for (Segment hop : hops.values()) {
            int at = (int) Math.round((hop.firstHz() - first) / stepHz);
            System.arraycopy(hop.levelDb(), 0, levels, at, Math.min(hop.levelDb().length, levels.length - at));
        }
        String suspect = hops.size() < mostHops ? "drop" : "";
        rows.add(new SpectrumRow(first, stepHz, levels, LevelUnit.DBFS, 1, time, suspect));
        mostHops = Math.max(mostHops, hops.size());
        usualHops = mostHops;
        before.clear();
        before.addAll(hops.keySet());
        hops.clear();
    }

    /** Null when no sweep is complete. */
    @Nullable
    SpectrumRow poll() {
        return rows.poll();
    }
}
