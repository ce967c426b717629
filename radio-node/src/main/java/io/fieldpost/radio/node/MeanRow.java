package io.fieldpost.radio.node;

import io.fieldpost.radio.spectrum.SpectrumRow;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The mean power of several looks at the same cells. A cell that one of them did not measure is the mean of the others. One thread. */
final class MeanRow {
    private double[] power = new double[0];
    private int[] counts = new int[0];
    private final Set<String> suspect = new TreeSet<>();
    private double looks;
    private int rows;
    private @Nullable SpectrumRow last;

    /** @param row of the same cells as those before it */
    void add(SpectrumRow row) {
        if (power.length != row.cells()) {
            power = new double[row.cells()];
            counts = new int[row.cells()];
        }
        for (int i = 0; i < row.cells(); i++) {
            float level = row.levelDb()[i];
            if (!Float.isNaN(level)) {
                power[i] += Math.pow(10, level / 10.0);
                counts[i]++;
            }
        }
        if (!row.suspect().isEmpty()) {
            suspect.addAll(Set.of(row.suspect().split(", ")));
        }
        looks += row.looks();
        rows++;
        last = row;
    }

    /** How many it is the mean of. */
    int rows() {
        return rows;
    }

    /** The mean, suspect for whatever one of them was. */
    SpectrumRow row() {
        SpectrumRow like = last;
        if (like == null) {
            throw new IllegalStateException("no row was added");
        }
        float[] levels = new float[power.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = counts[i] == 0 ? Float.NaN : (float) (10 * Math.log10(power[i] / counts[i]));
        }
        return new SpectrumRow(
                like.startHz(), like.stepHz(), levels, like.unit(), looks, like.time(), String.join(", ", suspect));
    }
}
