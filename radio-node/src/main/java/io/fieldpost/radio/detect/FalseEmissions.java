package io.fieldpost.radio.detect;

import java.time.Duration;

/**
 * From "so many false emissions a day" to the false-alarm probability of one cell in one row, by a union bound.
 *
 * <p>Noise becomes an emission when a cell exceeds the threshold and, within the n − 1 rows before, m − 1 others did so that were
 * associated with one another. {@link EmissionTracker} associates two single cells of noise when they are at most {@value #REACH} cells
 * apart, so each earlier hit has 2·{@value #REACH} + 1 places to be. With N cells and R rows a day that is at most
 *
 * <pre>N · R · C(n − 1, m − 1) · (2·REACH + 1)^(m − 1) · p^m</pre>
 *
 * false emissions a day, whatever else happens in the row: each is counted once for each way in which it could come about. The bound
 * takes the noise floor as known; what its estimation adds is measured by simulation (see the tests).
 */
public final class FalseEmissions {
    /** Two cells of tolerance, and one by which a neighbour above the lower threshold can widen either. */
    static final int REACH = 3;

    private static final double NANOS_PER_DAY = Duration.ofDays(1).toNanos();

    private FalseEmissions() {}

    /** The probability that noise may exceed the threshold in one cell of one row; at most 0.01. */
    public static double cellProbability(double perDay, int cells, Duration revisit, Persistence persistence) {
        if (!(perDay > 0) || cells < 1 || revisit.isNegative() || revisit.isZero()) {
            throw new IllegalArgumentException(
                    "false emissions a day, cells and the time between rows must be above 0: " + perDay + ", " + cells
                            + ", " + revisit);
        }
        double probability = Math.pow(perDay / ways(cells, revisit, persistence), 1.0 / persistence.hits());
        return Math.min(probability, 0.01);
    }

    /** At most so many false emissions a day, when a cell of noise exceeds the threshold with this probability. */
    public static double perDay(double cellProbability, int cells, Duration revisit, Persistence persistence) {
        return ways(cells, revisit, persistence) * Math.pow(cellProbability, persistence.hits());
    }

    private static double ways(int cells, Duration revisit, Persistence persistence) {
        double rows = NANOS_PER_DAY / revisit.toNanos();
        int earlier = persistence.hits() - 1;
        double choices = 1;
        for (int i = 0; i < earlier; i++) {
            choices = choices * (persistence.looks() - 1 - i) / (i + 1);
        }
        return cells * rows * choices * Math.pow(2 * REACH + 1, earlier);
    }
}
