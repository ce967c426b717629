package io.fieldpost.radio.detect;

import io.fieldpost.radio.spectrum.Decibels;
import io.fieldpost.radio.spectrum.SpectrumRow;

/** Draws a threshold over a row. One thread; allocates only when the row's shape or number of looks changes. */
interface ThresholdLine {
    /** Writes the threshold of each cell; not-a-number where there is none, and nothing is found there. */
    void draw(SpectrumRow row, float[] noiseDb, float[] thresholdDb);

    static ThresholdLine of(Threshold threshold) {
        if (threshold instanceof Threshold.Fcme fcme) {
            return new GammaLine(fcme.falseAlarm());
        } else if (threshold instanceof Threshold.CellAveraging ca) {
            return new CfarLine(ca.falseAlarm(), ca.trainingHz(), ca.guardHz(), CfarRule.AVERAGE);
        } else if (threshold instanceof Threshold.OrderedStatistic os) {
            return new CfarLine(os.falseAlarm(), os.trainingHz(), os.guardHz(), CfarRule.ORDERED);
        }
        double db = ((Threshold.AboveNoise) threshold).db();
        return (row, noiseDb, thresholdDb) -> raise(row.cells(), noiseDb, db, thresholdDb);
    }

    /** The noise floor plus a fixed distance. */
    static void raise(int cells, float[] noiseDb, double db, float[] thresholdDb) {
        float distance = (float) db;
        for (int i = 0; i < cells; i++) {
            thresholdDb[i] = noiseDb[i] + distance;
        }
    }

    /** The noise floor plus what noise of the row's looks exceeds with a fixed probability. */
    final class GammaLine implements ThresholdLine {
        private final double falseAlarm;
        private double looks;
        private double db;

        GammaLine(double falseAlarm) {
            this.falseAlarm = falseAlarm;
        }

        @Override
        public void draw(SpectrumRow row, float[] noiseDb, float[] thresholdDb) {
            if (row.looks() != looks) {
                looks = row.looks();
                db = Decibels.of(GammaLaw.threshold(looks, falseAlarm));
            }
            raise(row.cells(), noiseDb, db, thresholdDb);
        }
    }
}
