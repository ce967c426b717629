package io.fieldpost.radio.calibration;

import java.util.Map;
import java.util.TreeMap;

/**
 * The two neighbours of a key, or twice the outermost one.
 *
 * @param lower at or below
 * @param upper at or above
 * @param share of the way from one to the other, 0 to 1
 * @param beyond by how much the key lies outside of all
 * @param lowest key of all
 * @param highest key of all
 */
record Between<T>(T lower, T upper, double share, double beyond, double lowest, double highest) {
    /** At least one entry. */
    static <T> Between<T> of(TreeMap<Double, T> entries, double key) {
        double lowest = entries.firstKey();
        double highest = entries.lastKey();
        double inside = Math.max(lowest, Math.min(highest, key));
        Map.Entry<Double, T> lower = entries.floorEntry(inside);
        Map.Entry<Double, T> upper = entries.ceilingEntry(inside);
        double step = upper.getKey() - lower.getKey();
        double share = step == 0 ? 0 : (inside - lower.getKey()) / step;
        return new Between<>(lower.getValue(), upper.getValue(), share, Math.abs(key - inside), lowest, highest);
    }

    double nearest(double key) {
        return Math.max(lowest, Math.min(highest, key));
    }
}
