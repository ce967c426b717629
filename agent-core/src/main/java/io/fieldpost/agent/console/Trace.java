package io.fieldpost.agent.console;

import io.fieldpost.driver.Value;

/**
 * A series made small enough to be drawn: neighbours share a column and the highest of them stays, so a narrow emission does not
 * vanish from a wide band.
 *
 * @param columns highest value of each column; not-a-number where nothing was measured
 * @param perColumn how many neighbours share one, the last may have fewer
 * @param count how many values the series has
 * @param low lowest finite value of the columns, not-a-number when there is none
 * @param peak index of the highest finite value in the series, -1 when there is none
 * @param high the highest finite value
 */
record Trace(float[] columns, int perColumn, int count, double low, int peak, double high) {
    /** As many columns as a phone has pixels across, or a laptop's table is wide in steps of two. */
    static final int COLUMNS = 480;

    static Trace of(Value.Series series) {
        float[] values = series.values();
        int perColumn = Math.max(1, (values.length + COLUMNS - 1) / COLUMNS);
        float[] columns = new float[(values.length + perColumn - 1) / perColumn];
        int peak = -1;
        double low = Double.NaN;
        for (int column = 0; column < columns.length; column++) {
            int best = highest(values, column * perColumn, Math.min(values.length, (column + 1) * perColumn));
            columns[column] = best < 0 ? Float.NaN : values[best];
            if (best >= 0 && (peak < 0 || values[best] > values[peak])) {
                peak = best;
            }
            if (best >= 0 && !(low <= values[best])) {
                low = values[best];
            }
        }
        return new Trace(columns, perColumn, values.length, low, peak, peak < 0 ? Double.NaN : values[peak]);
    }

    private static int highest(float[] values, int from, int to) {
        int best = -1;
        for (int i = from; i < to; i++) {
            if (Float.isFinite(values[i]) && (best < 0 || values[i] > values[best])) {
                best = i;
            }
        }
        return best;
    }
}
