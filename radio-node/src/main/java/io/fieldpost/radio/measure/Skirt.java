package io.fieldpost.radio.measure;

import io.fieldpost.radio.spectrum.Decibels;

/**
 * How far a signal goes on beyond an edge.
 *
 * @param excess power less noise in each cell
 * @param noise mean noise power in each cell
 * @param looks that a cell's power stands for
 * @param block cells that are looked at together
 * @param strongest power of the strongest block of the signal itself
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lives for one measurement
record Skirt(double[] excess, double[] noise, double looks, int block, double strongest) {
    static final double SIGNIFICANT = 3;

    /** A skirt that rises by this much from block to block is another signal's; so is what, beyond a gap, is no weaker than the strongest by it. */
    private static final double NEIGHBOUR_RISE = Decibels.power(3);

    /**
     * Cells that belong to the signal beyond an edge.
     *
     * @param edge first cell outside, upwards; behind the last one outside, downwards
     * @param direction 1 upwards, −1 downwards
     * @param most how far to look
     */
    int reach(int edge, int direction, int most) {
        int reach = 0;
        double last = inside(edge, direction);
        for (int ahead = block; ahead <= most && ahead <= reach + (1 + Extent.GAP) * block; ahead += block) {
            int from = direction > 0 ? edge + ahead - block : edge - ahead;
            double power = Extent.sum(excess, from, from + block);
            if (significant(from, from + block)) {
                boolean gap = ahead - block > reach;
                if (power > (gap ? strongest / NEIGHBOUR_RISE : NEIGHBOUR_RISE * last)) {
                    return reach;
                }
                reach = ahead;
                last = power;
            }
        }
        return reach;
    }

    /** What the skirt comes down from; without power there, anything may follow. */
    private double inside(int edge, int direction) {
        int from = direction > 0 ? edge - block : edge;
        return significant(from, from + block) ? Extent.sum(excess, from, from + block) : Double.POSITIVE_INFINITY;
    }

    /** Whether a block holds power that noise does not. */
    boolean significant(int from, int to) {
        double variance = 0;
        for (int i = Math.max(0, from); i < Math.min(noise.length, to); i++) {
            variance += noise[i] * noise[i] / looks;
        }
        return Extent.sum(excess, from, to) > SIGNIFICANT * Math.sqrt(variance);
    }
}
