package io.fieldpost.radio.spectrum;

import java.util.Arrays;

/**
 * Puts rows that a receiver measured in cells of its own onto an absolute grid. The power of a source cell counts as spread evenly over its
 * width, and a grid cell takes the share of each that lies inside it, as {@link CellPower} does with bins: no power is lost or counted
 * twice. A cell of which less than half was measured is not-a-number; one of which a part was not measured has the density of the rest.
 *
 * <p>One thread. Allocates the levels of the row that it gives, and nothing else.
 */
public final class Regrid {
    private static final double LEAST_COVER = 0.5;
    /** Steps in text are rounded; less of a cell than this is rounding too. */
    private static final double TOLERANCE = 1e-6;

    private final Grid grid;
    private final double[] power;
    private final double[] cover;

    public Regrid(Grid grid) {
        this.grid = grid;
        power = new double[grid.cells()];
        cover = new double[grid.cells()];
    }

    /**
     * Checks that rows of such cells can be put onto this grid.
     *
     * @throws IllegalArgumentException when their cells are wider than those of the grid, or none of them lies in it
     */
    public void check(SpectrumRow row) {
        if (row.stepHz() > grid.resolutionHz() * (1 + TOLERANCE)) {
            throw new IllegalArgumentException("the receiver's cells of " + hertz(row.stepHz())
                    + " are wider than the resolution of " + grid.resolutionHz()
                    + " Hz: have it measure in narrower ones, or take a coarser resolution");
        }
        if (at(lowHz(row) + row.cells() * row.stepHz()) <= 0 || at(lowHz(row)) >= grid.cells()) {
            throw new IllegalArgumentException("the receiver measures " + hertz(row.startHz()) + " to "
                    + hertz(row.frequencyHz(row.cells() - 1)) + ", and nothing of " + grid.startHz() + " Hz to "
                    + (grid.startHz() + (grid.cells() - 1) * grid.resolutionHz())
                    + " Hz: have it measure this band, or scan that one");
        }
    }

    /**
     * The row on the grid. It has as many looks more as source cells make one of its own.
     *
     * @throws IllegalArgumentException as {@link #check}
     */
    public SpectrumRow of(SpectrumRow row) {
        check(row);
        Arrays.fill(power, 0);
        Arrays.fill(cover, 0);
        double width = row.stepHz() / grid.resolutionHz();
        double low = at(lowHz(row));
        float[] levels = row.levelDb();
        int first = (int) Math.max(0, Math.floor(-low / width));
        for (int i = first; i < levels.length && low + i * width < grid.cells(); i++) {
            if (!Float.isNaN(levels[i])) {
                add(Math.pow(10, levels[i] / 10.0), low + i * width, width);
            }
        }
        return new SpectrumRow(
                grid.startHz(),
                grid.resolutionHz(),
                levels(),
                row.unit(),
                row.looks() * Math.max(1, 1 / width),
                row.time(),
                row.suspect());
    }

    /** Lower edge of the first cell. */
    private static double lowHz(SpectrumRow row) {
        return row.startHz() - row.stepHz() / 2;
    }

    /** A frequency in cells, counted from the lower edge of the grid's first. */
    private double at(double hertz) {
        return hertz / grid.resolutionHz() - grid.firstCell() + 0.5;
    }

    private void add(double sourcePower, double low, double width) {
        double high = low + width;
        int last = (int) Math.min(grid.cells() - 1, Math.floor(high));
        for (int cell = (int) Math.max(0, Math.floor(low)); cell <= last; cell++) {
            double overlap = Math.min(high, cell + 1) - Math.max(low, cell);
            if (overlap > TOLERANCE) {
                power[cell] += sourcePower * (overlap / width);
                cover[cell] += overlap;
            }
        }
    }

    private float[] levels() {
        float[] levels = new float[power.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = cover[i] < LEAST_COVER ? Float.NaN : (float) (10 * Math.log10(power[i] / cover[i]));
        }
        return levels;
    }

    private static String hertz(double hertz) {
        return hertz == Math.rint(hertz) ? (long) hertz + " Hz" : hertz + " Hz";
    }
}
