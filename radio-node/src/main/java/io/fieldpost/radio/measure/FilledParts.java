package io.fieldpost.radio.measure;

import java.util.Arrays;

/**
 * Finds the parts of a band whose floor is a wide signal's and not noise, by the shape of the floor alone: a plateau that rises on both sides more
 * steeply than a front end does. A notch looks like two plateaus around a hole, but those do not come down again on their far sides, so they
 * stay. A plateau at the end of the row is taken for a signal only when the low stretch beside it is at least as long. One thread; allocates
 * nothing while the number of parts stays.
 */
final class FilledParts {
    private double[] limitDb = new double[0];
    private boolean[] high = new boolean[0];

    /**
     * Puts not-a-number in place of each filled part's floor.
     *
     * @param partDb floors; not-a-number where unknown
     * @param steepestDb by how much a floor may rise from part to part
     */
    void leaveOut(double[] partDb, double steepestDb) {
        mark(partDb, steepestDb);
        int from = 0;
        while (from < partDb.length) {
            int to = from;
            while (to < partDb.length && high[to] == high[from]) {
                to++;
            }
            if (high[from] && comesDown(partDb, from, to, steepestDb)) {
                Arrays.fill(partDb, from, to, Double.NaN);
            }
            from = to;
        }
    }

    /** High is what lies above the steepest way up from any other part. */
    private void mark(double[] partDb, double steepestDb) {
        if (limitDb.length != partDb.length) {
            limitDb = new double[partDb.length];
            high = new boolean[partDb.length];
        }
        double limit = Double.POSITIVE_INFINITY;
        for (int i = 0; i < partDb.length; i++) {
            limit = Math.min(limit + steepestDb, Double.isNaN(partDb[i]) ? Double.POSITIVE_INFINITY : partDb[i]);
            limitDb[i] = limit;
        }
        limit = Double.POSITIVE_INFINITY;
        for (int i = partDb.length - 1; i >= 0; i--) {
            limit = Math.min(limit + steepestDb, limitDb[i]);
            high[i] = partDb[i] > limit;
        }
    }

    private boolean comesDown(double[] partDb, int from, int to, double steepestDb) {
        if (from == 0) {
            return to < partDb.length && lowRun(to, 1) >= to - from;
        }
        if (to == partDb.length) {
            return lowRun(from - 1, -1) >= to - from;
        }
        // Of an unknown neighbour nothing speaks against a signal.
        boolean before = !(partDb[from - 1] > partDb[from] - steepestDb);
        boolean after = !(partDb[to] > partDb[to - 1] - steepestDb);
        return before && after;
    }

    private int lowRun(int start, int direction) {
        int count = 0;
        for (int i = start; i >= 0 && i < high.length && !high[i]; i += direction) {
            count++;
        }
        return count;
    }
}
