package io.fieldpost.radio.measure;

/**
 * The band outside of which, on each side, (1 − β) / 2 of the mean power lies (Radio Regulations 1.153; Recommendation ITU-R SM.443, β
 * method). Edges are found in the running sum of noise-subtracted powers with a straight line inside a cell. Empty cells make the sum go to
 * and fro around an edge; the middle between its first and last crossing is taken.
 *
 * @param low lower edge, in cells from the row's lower edge, so that cell i reaches from i to i + 1
 * @param high upper edge
 */
record OccupiedBandwidth(double low, double high) {
    static OccupiedBandwidth of(double[] excess, Extent extent, double beta) {
        double total = Extent.sum(excess, extent.from(), extent.to());
        double tail = total * (1 - beta) / 2;
        return new OccupiedBandwidth(crossing(excess, extent, tail), crossing(excess, extent, total - tail));
    }

    private static double crossing(double[] excess, Extent extent, double level) {
        double first = Double.NaN;
        double last = extent.to();
        double sum = 0;
        for (int i = extent.from(); i < extent.to(); i++) {
            double next = sum + excess[i];
            if (sum < level && next >= level) {
                last = i + (level - sum) / excess[i];
                first = Double.isNaN(first) ? last : first;
            }
            sum = next;
        }
        return Double.isNaN(first) ? last : (first + last) / 2;
    }

    double width() {
        return high - low;
    }
}
