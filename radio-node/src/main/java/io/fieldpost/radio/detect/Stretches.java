package io.fieldpost.radio.detect;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the stretches of a row that reach the threshold and stay above the lower one, and joins what gaps have torn apart: two
 * stretches are one when no more than two cells, or a tenth of the width of both together, lie between them.
 */
final class Stretches {
    private static final int MERGED_CELLS = 2;
    private static final int MERGED_SHARE = 10;

    private Stretches() {}

    /** In the order of frequency. Cells that were not measured, and those without a threshold, belong to none. */
    static List<Stretch> find(int cells, float[] levelDb, float[] onDb, float[] offDb) {
        List<Stretch> found = new ArrayList<>();
        int i = 0;
        while (i < cells) {
            // The loop that all the noise passes through.
            while (i < cells && !(levelDb[i] >= onDb[i])) {
                i++;
            }
            if (i < cells) {
                int from = i;
                int least = found.isEmpty() ? 0 : found.get(found.size() - 1).to();
                while (from > least && levelDb[from - 1] >= offDb[from - 1]) {
                    from--;
                }
                while (i < cells && levelDb[i] >= offDb[i]) {
                    i++;
                }
                add(found, new Stretch(from, i), levelDb);
            }
        }
        return found;
    }

    private static void add(List<Stretch> found, Stretch next, float[] levelDb) {
        int last = found.size() - 1;
        if (last >= 0 && belong(found.get(last), next, levelDb)) {
            found.set(last, found.get(last).joined(next));
        } else {
            found.add(next);
        }
    }

    private static boolean belong(Stretch a, Stretch b, float[] levelDb) {
        int gap = b.from() - a.to();
        int widest = Math.max(MERGED_CELLS, (a.cells() + b.cells()) / MERGED_SHARE);
        if (gap > widest) {
            return false;
        }
        for (int i = a.to(); i < b.from(); i++) {
            if (Float.isNaN(levelDb[i])) {
                return false;
            }
        }
        return true;
    }
}
