package io.fieldpost.radio.measure;

import io.fieldpost.radio.spectrum.Decibels;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.util.Arrays;

/**
 * Noise floor of a band. The row is cut into parts of at least {@value #FEWEST_CELLS} cells, a method gives each part's mean noise power,
 * and cells between the middles of two parts take a straight line in dB, so that the slope of a front end is followed.
 *
 * <p>A part that a wide signal fills says nothing about noise: where the floor rises to a plateau by more than {@value #STEEPEST_DB} dB
 * from part to part and what chance does, it is left out and its neighbours' floor is drawn through it ({@link FilledParts}). Cells that were not measured are left out; so is a part
 * with fewer than {@value #FEWEST_MEASURED} measured cells.
 *
 * <p>One thread; after the first row of a size it allocates nothing, apart from what {@link #of} returns.
 */
public final class NoiseFloor {
    /** Fewer say too little: 64 cells at one look know their mean within 0.55 dB (1 σ), and at 16 looks within 0.14 dB. */
    public static final int FEWEST_CELLS = 64;

    static final int FEWEST_MEASURED = 16;

    /** Filters and amplifiers change by 1 to 3 dB over a hop of some 200 cells. */
    static final double STEEPEST_DB = 1.5;

    /** Three deviations of the difference of two parts, of one cell and one look each: 3 · √2 · 4.34 dB, somewhat less than exact methods spread. */
    private static final double CHANCE_DB = 18.4;

    /** Keeps powers of absurd levels inside a float. */
    private static final double LOWEST_POWER = 1e-36;

    private final NoiseMethod method;
    private final int cellsPerPart;
    private double preparedLooks;
    private NoiseMethod.Estimator estimator;
    private float[] sorted = new float[0];
    private double[] partDb = new double[0];
    private final FilledParts filled = new FilledParts();

    /** FCME with one cell in a thousand left out by mistake, in parts of 64 cells. */
    public NoiseFloor() {
        this(new NoiseMethod.Fcme(1e-3), FEWEST_CELLS);
    }

    /**
     * A floor by a method.
     *
     * @param cellsPerPart at least {@value #FEWEST_CELLS}; a row with fewer than twice as many is one part
     */
    public NoiseFloor(NoiseMethod method, int cellsPerPart) {
        if (cellsPerPart < FEWEST_CELLS) {
            throw new IllegalArgumentException(
                    "a part of the band needs at least " + FEWEST_CELLS + " cells: " + cellsPerPart);
        }
        this.method = method;
        this.cellsPerPart = cellsPerPart;
        preparedLooks = 1;
        estimator = method.with(1);
    }

    /** Mean noise power in each cell of a row, in dB like the row's levels; not-a-number throughout if nothing was measured. */
    public float[] of(SpectrumRow row) {
        float[] noiseDb = new float[row.cells()];
        estimate(row.levelDb(), row.looks(), noiseDb);
        return noiseDb;
    }

    /**
     * The same into an array of the caller.
     *
     * @param levelDb power in each cell, dB; not-a-number where nothing was measured
     * @param looks independent spectra that a cell's mean power stands for
     * @param noiseDb where mean noise powers go, as long as {@code levelDb}
     */
    public void estimate(float[] levelDb, double looks, float[] noiseDb) {
        prepare(looks, levelDb.length);
        int parts = partDb.length;
        for (int part = 0; part < parts; part++) {
            partDb[part] = partDb(levelDb, begin(part, levelDb.length), begin(part + 1, levelDb.length));
        }
        filled.leaveOut(partDb, STEEPEST_DB + CHANCE_DB / Math.sqrt(Math.max(1, looks) * cellsPerPart));
        fillGaps();
        interpolate(noiseDb);
    }

    private void prepare(double looks, int cells) {
        if (looks != preparedLooks) {
            estimator = method.with(Math.max(1, looks));
            preparedLooks = looks;
        }
        if (sorted.length != cells) {
            sorted = new float[cells];
            partDb = new double[Math.max(1, cells / cellsPerPart)];
        }
    }

    private int begin(int part, int cells) {
        return (int) ((long) part * cells / partDb.length);
    }

    private double partDb(float[] levelDb, int from, int to) {
        int measured = 0;
        for (int i = from; i < to; i++) {
            if (!Float.isNaN(levelDb[i])) {
                sorted[measured++] = (float) Math.max(LOWEST_POWER, Decibels.power(levelDb[i]));
            }
        }
        if (measured < Math.min(FEWEST_MEASURED, to - from)) {
            return Double.NaN;
        }
        Arrays.sort(sorted, 0, measured);
        return Decibels.of(estimator.mean(sorted, measured));
    }

    /** Draws straight lines through parts that were left out; the first and last known ones go on level. */
    private void fillGaps() {
        int known = -1;
        for (int i = 0; i < partDb.length; i++) {
            if (!Double.isNaN(partDb[i])) {
                for (int gap = known + 1; gap < i; gap++) {
                    double share = known < 0 ? 1 : (double) (gap - known) / (i - known);
                    partDb[gap] = share == 1 ? partDb[i] : partDb[known] + share * (partDb[i] - partDb[known]);
                }
                known = i;
            }
        }
        for (int gap = known + 1; known >= 0 && gap < partDb.length; gap++) {
            partDb[gap] = partDb[known];
        }
    }

    private void interpolate(float[] noiseDb) {
        double width = (double) noiseDb.length / partDb.length;
        for (int i = 0; i < noiseDb.length; i++) {
            double at = Math.max(0, Math.min(partDb.length - 1, (i + 0.5) / width - 0.5));
            int part = Math.min((int) at, Math.max(0, partDb.length - 2));
            double next = partDb[Math.min(part + 1, partDb.length - 1)];
            noiseDb[i] = (float) (partDb[part] + (at - part) * (next - partDb[part]));
        }
    }
}
