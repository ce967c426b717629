package io.fieldpost.radio.tool;

import java.util.ArrayList;
import java.util.List;

/**
 * When there was power in a stretch of bins. It begins with a row in which the stretch stands out of the noise by {@value #ON_SIGMAS}
 * deviations of the noise and {@value #LEAST_DB} dB, lasts while half of that is reached, and ends with a pause that is longer than it was
 * itself, or longer than an allowed number of rows; pauses of {@value #SHORTEST_HOLD} rows never end it. One thread; a step function of
 * rows.
 */
final class BandActivity {
    private static final double ON_SIGMAS = 6;
    private static final double LEAST_DB = 3;
    private static final int SHORTEST_HOLD = 2;

    private final Stretch stretch;
    private final int hold;
    private final double noise;
    private final double on;
    private final double off;
    private final List<Interval> intervals = new ArrayList<>();
    private final int most;
    private boolean steady;
    private int begun = -1;
    private int lastOn;
    private int leftOut;

    /**
     * A stretch of time, in rows.
     *
     * @param from first row
     * @param to behind the last
     */
    record Interval(int from, int to) {
        int rows() {
            return to - from;
        }
    }

    /**
     * @param noiseDb level of the noise in each bin
     * @param looks of a row
     * @param hold the longest pause, in rows
     * @param most intervals that are kept; others are counted
     */
    BandActivity(Stretch stretch, float[] noiseDb, double looks, int hold, int most) {
        this.stretch = stretch;
        this.hold = hold;
        this.most = most;
        double sum = 0;
        for (int i = stretch.from(); i < stretch.to(); i++) {
            sum += Math.pow(10, noiseDb[i] / 10);
        }
        noise = sum;
        // The window makes about two neighbouring bins alike.
        double independent = Math.max(1, looks * stretch.width() / 2);
        double excess = Math.max(ON_SIGMAS / Math.sqrt(independent), Math.pow(10, LEAST_DB / 10) - 1);
        on = noise * (1 + excess);
        off = noise * (1 + excess / 2);
    }

    /** A stretch that had power in all rows. */
    static BandActivity throughout(Stretch stretch, float[] noiseDb, int rows) {
        BandActivity steady = new BandActivity(stretch, noiseDb, 1, 0, 1);
        steady.steady = true;
        steady.intervals.add(new Interval(0, rows));
        return steady;
    }

    Stretch stretch() {
        return stretch;
    }

    /** Whether it has no edges in time. */
    boolean isSteady() {
        return steady;
    }

    /** Power of a row in the stretch, noise taken away. */
    double excess(double[] powers) {
        return stretch.sum(powers) - noise;
    }

    /** Takes the powers of the next row. */
    void step(int row, double[] powers) {
        double sum = stretch.sum(powers);
        if (sum >= (begun < 0 ? on : off)) {
            begun = begun < 0 ? row : begun;
            lastOn = row;
        } else if (begun >= 0 && row - lastOn > Math.max(SHORTEST_HOLD, Math.min(hold, lastOn - begun + 1))) {
            end();
        }
    }

    /** No more rows come. */
    void finish() {
        if (begun >= 0) {
            end();
        }
    }

    private void end() {
        if (intervals.size() < most) {
            intervals.add(new Interval(begun, lastOn + 1));
        } else {
            leftOut++;
        }
        begun = -1;
    }

    /** Whether there was power at some time from one row to another. */
    boolean isOn(int fromRow, int toRow) {
        return intervals.stream().anyMatch(each -> each.from() < toRow && fromRow < each.to());
    }

    /** Whether there was power at any time. */
    boolean wasOn() {
        return !intervals.isEmpty();
    }

    List<Interval> intervals() {
        return intervals;
    }

    /** How many there were beyond those that are kept. */
    int leftOut() {
        return leftOut;
    }
}
