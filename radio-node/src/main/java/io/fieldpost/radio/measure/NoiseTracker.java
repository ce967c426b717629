package io.fieldpost.radio.measure;

import io.fieldpost.radio.spectrum.Decibels;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.util.Arrays;

/**
 * Noise floor that is followed slowly, cell by cell, over many rows.
 *
 * <p>A running mean that freezes while a cell is triggered was chosen over minimum statistics: its bias is known exactly, it rises as
 * fast as it falls, and it learns the spurs and ripple of a receiver's own, which a floor of one row can't. The two known faults of
 * freezing are met so: a cell that is triggered follows the floor of its neighbourhood in this row ({@link NoiseFloor}) instead of its own
 * level, so a signal that is there from the start is never learnt as noise, and a rise of the noise everywhere can't freeze it for ever.
 *
 * <p>A row that is suspect changes nothing. A row on another grid begins anew, and so does one in which the whole band's floor has made a
 * step of more than {@value #STEP_DB} dB. One thread; allocates nothing in steady state.
 */
public final class NoiseTracker {
    /** About four minutes of one row a second: slower than people talk, faster than a day warms up. */
    public static final int DEFAULT_ROWS = 250;

    /** One look in a thousand of noise triggers; the mean of the others is put right exactly. */
    private static final double FALSE_ALARM = 1e-3;

    /** The whole band's floor changes by as much at once when the gain or an antenna is switched, and in no other way so suddenly. */
    private static final double STEP_DB = 2;

    /** A cell must stand out by as much even when many looks would show less: ripple is not a signal. */
    private static final double LEAST_TRIGGER = Decibels.power(2);

    private final NoiseFloor floor;
    private final int rows;

    // for one grid
    private double startHz;
    private double stepHz;
    private double looks;
    private double trigger;
    private double keptMean;
    private int seen;
    private float[] floorDb = new float[0];
    private float[] noiseDb = new float[0];
    private float[] sorted = new float[0];
    private double[] tracked = new double[0];

    public NoiseTracker() {
        this(new NoiseFloor(), DEFAULT_ROWS);
    }

    /**
     * Follows with a time constant.
     *
     * @param floor of one row
     * @param rows the running mean's time constant, in rows
     */
    public NoiseTracker(NoiseFloor floor, int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("a running mean is over at least 1 row: " + rows);
        }
        this.floor = floor;
        this.rows = rows;
    }

    /**
     * Takes a row.
     *
     * @return mean noise power of each cell, dB; overwritten by the next step, not to be changed
     */
    public float[] step(SpectrumRow row) {
        if (row.cells() != noiseDb.length || row.startHz() != startHz || row.stepHz() != stepHz) {
            begin(row);
        }
        if (seen > 0 && !row.suspect().isEmpty()) {
            return noiseDb;
        }
        setTrigger(row.looks());
        floor.estimate(row.levelDb(), row.looks(), floorDb);
        if (seen > 0 && Math.abs(meanStepDb()) > STEP_DB) {
            seen = 0;
        }
        // The first row counts as the floor of a whole part, so later ones enter with their due share only.
        double share = Math.max(1.0 / rows, 1.0 / (seen + 2));
        for (int i = 0; i < noiseDb.length; i++) {
            track(i, row.levelDb()[i], share);
        }
        seen = row.suspect().isEmpty() ? Math.min(rows, seen + 1) : 0;
        return noiseDb;
    }

    /** The middle of the band's floor as the last step gave it, dB in a cell; not-a-number before the first. */
    public double medianDb() {
        System.arraycopy(noiseDb, 0, sorted, 0, noiseDb.length);
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    private void begin(SpectrumRow row) {
        startHz = row.startHz();
        stepHz = row.stepHz();
        seen = 0;
        looks = 0;
        floorDb = new float[row.cells()];
        noiseDb = new float[row.cells()];
        sorted = new float[row.cells()];
        tracked = new double[row.cells()];
        Arrays.fill(tracked, Double.NaN);
    }

    private void setTrigger(double rowLooks) {
        if (rowLooks != looks) {
            looks = rowLooks;
            GammaMean noise = new GammaMean(Math.max(1, looks));
            trigger = Math.max(LEAST_TRIGGER, noise.threshold(FALSE_ALARM));
            keptMean = noise.meanBelow(trigger);
        }
    }

    /** How far the floor of this row is from that which was tracked. */
    private double meanStepDb() {
        double sum = 0;
        int known = 0;
        for (int i = 0; i < noiseDb.length; i++) {
            if (!Float.isNaN(floorDb[i]) && !Float.isNaN(noiseDb[i])) {
                sum += floorDb[i] - noiseDb[i];
                known++;
            }
        }
        return known == 0 ? 0 : sum / known;
    }

    private void track(int cell, float levelDb, double share) {
        double local = Decibels.power(floorDb[cell]);
        if (seen == 0 || Double.isNaN(tracked[cell])) {
            tracked[cell] = local;
        } else if (!Float.isNaN(levelDb)) {
            double level = Decibels.power(levelDb);
            double towards = level > trigger * tracked[cell] ? local : level / keptMean;
            tracked[cell] += share * (towards - tracked[cell]);
        }
        noiseDb[cell] = (float) Decibels.of(tracked[cell]);
    }
}
