package io.fieldpost.radio.report;

import io.fieldpost.radio.spectrum.SpectrumRow;
import java.util.Arrays;

/** A row made as wide as a picture: the strongest cell of each column, so that no carrier is lost. */
final class Columns {
    private static final float FLOOR_QUANTILE = 0.05f;
    private static final float TEN = 10;

    private Columns() {}

    /** Not-a-number where the row has no level. */
    static void peaks(SpectrumRow row, float[] columns) {
        float[] levels = row.levelDb();
        for (int x = 0; x < columns.length; x++) {
            int from = (int) ((long) x * levels.length / columns.length);
            int to = Math.max(from + 1, (int) ((x + 1L) * levels.length / columns.length));
            float peak = Float.NaN;
            for (int i = from; i < to; i++) {
                if (!(levels[i] <= peak) && !Float.isNaN(levels[i])) {
                    peak = levels[i];
                }
            }
            columns[x] = peak;
        }
    }

    /** Tens of dB that hold the levels: from below nearly all of them to above the strongest; at least 20 dB. */
    static float[] range(float[] levels) {
        float[] sorted = levels.clone();
        Arrays.sort(sorted);
        int count = sorted.length;
        // Not-a-number sorts last.
        while (count > 0 && Float.isNaN(sorted[count - 1])) {
            count--;
        }
        if (count == 0) {
            return new float[] {-100, 0};
        }
        float low = TEN * (float) Math.floor(sorted[(int) (FLOOR_QUANTILE * (count - 1))] / TEN);
        float high = TEN * (float) Math.ceil(sorted[count - 1] / TEN);
        return new float[] {low, Math.max(high, low + 2 * TEN)};
    }
}
