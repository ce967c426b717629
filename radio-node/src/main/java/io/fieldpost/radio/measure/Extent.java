package io.fieldpost.radio.measure;

/**
 * Which cells belong to a signal: from a first guess, such as what a detector found above its threshold, out to where the skirts have gone
 * into the noise. Occupied bandwidth needs the skirts (Recommendation ITU-R SM.443), and must not take the random walk of empty cells for
 * power.
 *
 * <p>Blocks of a sixteenth of the guess are looked at from its edges. Outwards, a block joins when its power is above {@link
 * Skirt#SIGNIFICANT} standard deviations of its noise, across at most {@value #GAP} empty blocks (a weaker sideband is a line of its own), and
 * not where a skirt rises again, which is a neighbour; a signal at most trebles its width. Then empty blocks at the edges are cut off.
 *
 * @param from first cell
 * @param to behind the last cell
 */
record Extent(int from, int to) {
    /** An eighth of the width. */
    static final int GAP = 2;

    /** Blocks are this share of the first guess: fine enough for an edge, wide enough to average. */
    private static final int BLOCKS = 16;

    /**
     * Fits an extent.
     *
     * @param excess power less noise in each cell of the row, 0 where nothing was measured
     * @param noise mean noise power in each cell
     * @param looks that a cell's power stands for
     * @param from first cell of the guess
     * @param to behind its last cell
     */
    static Extent fit(double[] excess, double[] noise, double looks, int from, int to) {
        int block = Math.max(2, (to - from) / BLOCKS);
        Skirt skirt = new Skirt(excess, noise, looks, block, strongest(excess, from, to, block));
        int low = from - skirt.reach(from, -1, to - from);
        int high = to + skirt.reach(to, 1, to - from);
        while (high - low > block && !skirt.significant(low, low + block)) {
            low += block;
        }
        while (high - low > block && !skirt.significant(high - block, high)) {
            high -= block;
        }
        return new Extent(Math.max(0, low), Math.min(excess.length, high));
    }

    private static double strongest(double[] excess, int from, int to, int block) {
        double strongest = 0;
        for (int at = from; at < to; at += block) {
            strongest = Math.max(strongest, sum(excess, at, at + block));
        }
        return strongest;
    }

    static double sum(double[] values, int from, int to) {
        double sum = 0;
        for (int i = Math.max(0, from); i < Math.min(values.length, to); i++) {
            sum += values[i];
        }
        return sum;
    }
}
