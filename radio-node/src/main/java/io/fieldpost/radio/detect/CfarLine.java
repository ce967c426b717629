package io.fieldpost.radio.detect;

import io.fieldpost.radio.spectrum.Decibels;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.util.Arrays;

/**
 * Threshold from the neighbours of each cell. At the ends of the row and beside cells that were not measured there are fewer of them, and
 * the factor is that for their number; with fewer than {@value #FEWEST} there is no threshold.
 */
final class CfarLine implements ThresholdLine {
    private static final int FEWEST = 4;

    /** Factors are kept while the number of looks stays within this share: it moves them by less than a hundredth of a decibel. */
    private static final double SAME_LOOKS = 1e-3;

    private final double falseAlarm;
    private final double trainingHz;
    private final double guardHz;
    private final CfarRule rule;
    private float[] power = new float[0];
    private float[] training = new float[0];
    private double[] factorDb = new double[0];
    private double looks;

    CfarLine(double falseAlarm, double trainingHz, double guardHz, CfarRule rule) {
        this.falseAlarm = falseAlarm;
        this.trainingHz = trainingHz;
        this.guardHz = guardHz;
        this.rule = rule;
    }

    @Override
    public void draw(SpectrumRow row, float[] noiseDb, float[] thresholdDb) {
        int guard = (int) Math.ceil(guardHz / row.stepHz());
        int reach = Math.max(FEWEST, (int) Math.round(trainingHz / row.stepHz()));
        prepare(row, reach);
        for (int i = 0; i < row.cells(); i++) {
            int count = collect(row.cells(), i - guard - reach, i - guard, 0);
            count = collect(row.cells(), i + guard + 1, i + guard + reach + 1, count);
            thresholdDb[i] = count < FEWEST ? Float.NaN : (float) (Decibels.of(reference(count)) + factorDb(count));
        }
    }

    private void prepare(SpectrumRow row, int reach) {
        if (power.length < row.cells()) {
            power = new float[row.cells()];
        }
        if (factorDb.length != 2 * reach + 1 || Math.abs(row.looks() - looks) > SAME_LOOKS * looks) {
            looks = row.looks();
            training = new float[2 * reach];
            factorDb = new double[2 * reach + 1];
            Arrays.fill(factorDb, Double.NaN);
        }
        for (int i = 0; i < row.cells(); i++) {
            power[i] = (float) Decibels.power(row.levelDb()[i]);
        }
    }

    private int collect(int cells, int from, int to, int already) {
        int count = already;
        for (int i = Math.max(0, from); i < Math.min(cells, to); i++) {
            if (!Float.isNaN(power[i])) {
                training[count++] = power[i];
            }
        }
        return count;
    }

    private double reference(int count) {
        if (rule == CfarRule.ORDERED) {
            Arrays.sort(training, 0, count);
            return training[CfarRule.rank(count) - 1];
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += training[i];
        }
        return sum / count;
    }

    private double factorDb(int count) {
        if (Double.isNaN(factorDb[count])) {
            factorDb[count] = Decibels.of(rule.factor(looks, count, falseAlarm));
        }
        return factorDb[count];
    }
}
