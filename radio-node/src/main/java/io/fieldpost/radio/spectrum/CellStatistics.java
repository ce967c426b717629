package io.fieldpost.radio.spectrum;

import java.util.Arrays;
import java.util.List;

/**
 * Statistics of the cells of one hop over its transforms, in one pass. They are of the cell's power: the bins of one transform are summed into
 * the cell first ({@link CellPower}), and of these sums the smallest, the largest and quantiles are told. The other order, a sum of
 * the bins' own maxima, would be the power of a spectrum that never was: too high by up to the number of bins when a carrier moves inside the cell,
 * and in noise by more the more bins there are.
 *
 * <p>One thread; allocates nothing after construction.
 */
final class CellStatistics implements FramePowers {
    private final CellPower geometry;
    private final float scale;
    private final boolean quantiles;
    private final PowerHistogram histogram;
    private final float[] smallest;
    private final float[] largest;
    private float[] powers = new float[16];

    // for one hop
    private int cells;
    private int firstOffset;
    private int frames;

    /**
     * For hops of a plan.
     *
     * @param mostCells of the widest hop
     * @param binScale what |X|² is multiplied by ({@link Window#binScale})
     */
    CellStatistics(CellPower geometry, int mostCells, double binScale, List<Statistic> asked) {
        this.geometry = geometry;
        scale = (float) binScale;
        quantiles = asked.stream().anyMatch(Statistic.Quantile.class::isInstance);
        histogram = new PowerHistogram(quantiles ? mostCells : 0);
        smallest = new float[mostCells];
        largest = new float[mostCells];
    }

    void begin(HopPlan.Hop hop) {
        cells = hop.cells();
        firstOffset = hop.firstOffset();
        frames = 0;
        Arrays.fill(smallest, Float.POSITIVE_INFINITY);
        Arrays.fill(largest, 0);
        histogram.clear();
    }

    @Override
    public void accept(float[] power, int stride, int count) {
        if (powers.length < count) {
            powers = new float[count];
        }
        frames += count;
        for (int cell = 0; cell < cells; cell++) {
            geometry.ofFrames(power, stride, count, firstOffset + cell, scale, powers);
            float low = smallest[cell];
            float high = largest[cell];
            for (int f = 0; f < count; f++) {
                low = Math.min(low, powers[f]);
                high = Math.max(high, powers[f]);
            }
            smallest[cell] = low;
            largest[cell] = high;
            if (quantiles) {
                histogram.add(cell, powers, count);
            }
        }
    }

    /** The farthest that a quantile can be from the exact one, in decibels. */
    double quantileErrorDb() {
        return histogram.errorDb();
    }

    /** A statistic of one of the hop's cells, linear, 1 = a full-scale tone. */
    double of(Statistic statistic, int cell) {
        if (statistic instanceof Statistic.Quantile quantile) {
            int rank = (int) Math.ceil(quantile.fraction() * frames);
            double told = histogram.quantile(cell, Math.max(1, rank));
            return Math.min(largest[cell], Math.max(smallest[cell], told));
        }
        return statistic instanceof Statistic.Min ? smallest[cell] : largest[cell];
    }
}
