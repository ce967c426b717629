package io.fieldpost.radio.spectrum;

import java.util.ArrayList;
import java.util.List;

/**
 * Where to tune so that every cell of a scan is seen once, inside the flat part of the receiver's filter.
 *
 * <p>A zero-IF receiver shows a false carrier at the tuned frequency. Tuned frequencies are cell centres, so that carrier and its main
 * lobe stay inside one cell. A scan that fits beside it is measured off the centre and never sees it; in a wider one the cell of each
 * hop's centre is bridged from its two neighbours, and the trace says so.
 *
 * @param hops in order of frequency
 */
public record HopPlan(List<Hop> hops) {
    /** The part of the sample rate that is used: beyond it an RTL2832U's filter falls off and aliases come in. */
    public static final double USABLE_FRACTION = 0.75;

    /**
     * One tuning.
     *
     * @param centerHz where to tune, a multiple of the resolution
     * @param firstIndex index in the trace of the first cell that this hop gives
     * @param cells how many it gives
     * @param firstOffset offset of that cell from the centre, in cells
     */
    public record Hop(long centerHz, int firstIndex, int cells, int firstOffset) {
        /** Whether the cell at the tuned frequency is one that this hop gives, and so has to be bridged. */
        public boolean bridged() {
            return firstOffset <= 0 && firstOffset + cells > 0;
        }
    }

    public HopPlan {
        hops = List.copyOf(hops);
    }

    /** Cells that are usable on each side of the one at the tuned frequency. */
    public static int reach(long sampleRateHz, long resolutionHz) {
        return (int) Math.floor(USABLE_FRACTION / 2 * sampleRateHz / resolutionHz - 0.5);
    }

    /** Plans as few hops as possible, all but the last of the same width. */
    public static HopPlan of(Grid grid, long sampleRateHz) {
        int reach = reach(sampleRateHz, grid.resolutionHz());
        if (grid.cells() <= reach) {
            int offset = 1 + (reach - grid.cells()) / 2;
            return new HopPlan(List.of(hop(grid, 0, grid.cells(), offset)));
        }
        int count = ceilDiv(grid.cells(), 2 * reach + 1);
        int width = ceilDiv(grid.cells(), count);
        List<Hop> hops = new ArrayList<>(count);
        for (int index = 0; index < grid.cells(); index += width) {
            hops.add(hop(grid, index, Math.min(width, grid.cells() - index), -(width / 2)));
        }
        return new HopPlan(hops);
    }

    /**
     * The one hop of a receiver that can be tuned to one frequency alone.
     *
     * @throws IllegalArgumentException when it does not see the whole band, or the frequency is no cell's centre
     */
    public static HopPlan around(Grid grid, long sampleRateHz, long centerHz) {
        long resolution = grid.resolutionHz();
        if (centerHz % resolution != 0) {
            throw new IllegalArgumentException("the receiver stays at " + centerHz
                    + " Hz, which is no multiple of the resolution of " + resolution + " Hz: take one that divides it");
        }
        long firstOffset = grid.firstCell() - centerHz / resolution;
        long lastOffset = firstOffset + grid.cells() - 1;
        int reach = reach(sampleRateHz, resolution);
        if (firstOffset < -reach || lastOffset > reach) {
            throw new IllegalArgumentException("the receiver stays at " + centerHz + " Hz and sees "
                    + (centerHz - reach * resolution) + " Hz to " + (centerHz + reach * resolution)
                    + " Hz, which is not the whole band");
        }
        return new HopPlan(List.of(hop(grid, 0, grid.cells(), (int) firstOffset)));
    }

    private static int ceilDiv(int a, int b) {
        return (a + b - 1) / b;
    }

    private static Hop hop(Grid grid, int index, int cells, int firstOffset) {
        return new Hop((grid.firstCell() + index - firstOffset) * grid.resolutionHz(), index, cells, firstOffset);
    }

    /** How many cells of the trace are bridged. */
    public int bridgedCells() {
        int count = 0;
        for (Hop hop : hops) {
            count += hop.bridged() ? 1 : 0;
        }
        return count;
    }
}
